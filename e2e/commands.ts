import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

export interface CommandOutcome {
  readonly exitCode: number | null
  /** Lines of standard output. */
  readonly lines: readonly string[]
  readonly errors: string
}

/** Runs `npm run <script> -- <flags>` as a person would in a terminal, to its end or `deadlineMs`. */
export async function runCommand(
  script: string,
  flags: string,
  deadlineMs: number,
): Promise<CommandOutcome> {
  const child = spawn('npm', ['run', '--silent', script, '--', ...flags.split(' ')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: deadlineMs,
  })
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [output, errors, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    exit,
  ])
  return { exitCode, lines: output.trimEnd().split('\n'), errors }
}
