import { randomKey, splitKey } from '../random/random'
import { canonicalJson } from '../run/canonicalJson'
import type { ComparedRun } from '../run/comparison'
import { keepComparison } from './compareArchive'
import { comparedRun } from './compareRun'
import { encodeRecording, type Recording } from './recordingFormat'

/** Keeps a finished run among those that can be compared. @throws when storage is refused */
export async function keepForComparison(recording: Recording): Promise<void> {
  const run = comparedRun(recording)
  await keepComparison(comparisonId(run), run, await encodeRecording(recording))
}

/** Equal for runs of one config on one adapter that found the same: the later one replaces the earlier. */
export function comparisonId({ config, engine, record }: ComparedRun): string {
  const told = canonicalJson([config, engine?.adapter ?? null, record?.text ?? null])
  return splitKey(randomKey(0), told).toString(16).padStart(8, '0')
}
