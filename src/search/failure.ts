import type { RunErrorCode } from '../run/events'

/** Training produced a number that is not finite; nothing after it means anything. */
export class DivergedError extends Error {
  readonly code = 'diverged'
  constructor(step: number, loss: number) {
    super(`The loss became ${loss} at step ${step}`)
    this.name = 'DivergedError'
  }
}

/** The config asks for something that cannot be run. */
export class ConfigError extends Error {
  readonly code = 'config'
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ConfigError'
  }
}

const ADVICE: Readonly<Record<RunErrorCode, string>> = {
  'no-webgpu': 'Use a browser with WebGPU, or run on the fallback engine.',
  'device-lost': 'Resume to continue on the device from where the run was kept.',
  'out-of-memory': 'Choose fewer channels, cells or nodes, or a smaller batch.',
  data: 'Check the connection and run again; what was loaded stays cached.',
  'data-missing': 'Bring its files, and the run goes on.',
  config: 'Change the search space or the settings and run again.',
  diverged: 'Lower the learning rate and run again.',
  internal: 'Reset and run again.',
}

export interface Failure {
  readonly code: RunErrorCode
  readonly message: string
  readonly advice: string
}

/** Whatever was thrown, as the page reports it. `keptStep` is the last step that can be resumed from. */
export function describeFailure(error: unknown, keptStep: number): Failure {
  const code = codeOf(error)
  const kept = keptStep > 0 ? `The run is kept up to step ${keptStep}. ` : ''
  const message = error instanceof Error ? error.message : String(error)
  return { code, message, advice: `${kept}${ADVICE[code]}` }
}

function codeOf(error: unknown): RunErrorCode {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && code in ADVICE ? (code as RunErrorCode) : 'internal'
}
