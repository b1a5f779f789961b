import { readFileSync } from 'node:fs'
import { messageOf, UsageError } from './commandLine'

/**
 * The rows of a bench in a file, one JSON line each. A line that was cut short when the bench was
 * interrupted counts as not there.
 * @throws UsageError when the file is not one of that bench
 */
export function readRows(path: string, bench: string): object[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  return lines.flatMap((line, index) => {
    try {
      const row = JSON.parse(line) as { readonly bench?: unknown }
      if (row.bench !== bench) throw new Error(`it is no line of ${bench}`)
      return [row]
    } catch (error) {
      if (index === lines.length - 1) return []
      throw new UsageError(`--out ${path}, line ${index + 1}: ${messageOf(error)}`)
    }
  })
}
