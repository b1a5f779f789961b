import { randomKey, splitKey } from '../random/random'
import { canonicalJson } from '../run/canonicalJson'
import type { ComparedRun } from '../run/comparison'
import type { Timeline } from '../run/events'
import { comparedRun } from './compareRun'
import type { ArchitectureEntry } from './libraryEntries'
import type { Recording } from './recordingFormat'

/** Equal for runs of one config on one adapter that found the same: the later one replaces the earlier. */
export function comparisonId({ config, engine, record }: ComparedRun): string {
  return hashed([config, engine?.adapter ?? null, record?.text ?? null])
}

/** Equal for runs under way of one config on one adapter, after the same all along: one is a part of the other. */
export function unfinishedId({ config, engine, objectives }: Timeline): string {
  return hashed(['unfinished', config, engine?.adapter ?? null, objectives ?? []])
}

/** What a run is kept under. */
export function runId({ timeline, record, recordedAt }: Recording): string {
  return record
    ? comparisonId(comparedRun({ timeline, record, recordedAt }))
    : unfinishedId(timeline)
}

/** Equal for the same architecture of the same space. */
export function architectureId({ space, text }: Pick<ArchitectureEntry, 'space' | 'text'>): string {
  return hashed(['architecture', space, text])
}

function hashed(told: unknown): string {
  return splitKey(randomKey(0), canonicalJson(told)).toString(16).padStart(8, '0')
}
