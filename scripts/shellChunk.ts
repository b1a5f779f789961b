import type { Rolldown } from 'vite'

/**
 * Keeps all that the page loads at once in one file. Left to itself the bundler gives every part that
 * some lazy part shares with the page a file of its own, and many small files pack worse than one.
 */
export function shellChunk(entry: string): Rolldown.CodeSplittingGroup {
  let shell: ReadonlySet<string> | null = null
  return {
    debugName: 'shell',
    name: (id, modules) => {
      shell ??= reachable(entry, modules)
      return shell.has(id) ? 'shell' : null
    },
  }
}

/** Modules imported by `entry`, and by those in turn, without waiting. */
function reachable(entry: string, modules: Rolldown.ChunkingContext): ReadonlySet<string> {
  const found = new Set<string>()
  const pending = [entry]
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (found.has(id)) continue
    found.add(id)
    pending.push(...(modules.getModuleInfo(id)?.importedIds ?? []))
  }
  return found
}
