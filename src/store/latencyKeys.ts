import { canonicalJson } from '../run/canonicalJson'
import type { ArchitectureLatencyRequest, LatencyTable } from '../run/latency'

/** Equal for tables of one space, whatever device they were measured on. */
export function modelKey({
  space,
  input,
  classes,
}: Pick<LatencyTable, 'space' | 'input' | 'classes'>): string {
  return canonicalJson([space, input, classes])
}

/** Equal for equal networks. */
export function subjectKey({
  architecture,
  input,
  classes,
}: Omit<ArchitectureLatencyRequest, 'backends'>): string {
  return canonicalJson([architecture, input, classes])
}

/** Equal for equal networks on one adapter. */
export function architectureKey(
  adapter: string,
  architecture: Omit<ArchitectureLatencyRequest, 'backends'>,
): string {
  return `${adapter} ${subjectKey(architecture)}`
}
