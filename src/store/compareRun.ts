import type { ComparedRun } from '../run/comparison'
import type { ArchitectureRecord, SearchEvent, Timeline } from '../run/events'
import { answersOf, ownBestOf, spentAt } from './compareAnswers'
import { TimelineRecorder } from './timeline'

interface RunTold {
  readonly timeline: Timeline
  readonly record: ArchitectureRecord | null
  readonly recordedAt: string | null
}

/** What is compared of a run. */
export function comparedRun({ timeline, record, recordedAt }: RunTold): ComparedRun {
  const { config, engine, snapshots } = timeline
  const last = snapshots.at(-1)
  const spent = last
    ? { ...spentAt(last, config), gpuMs: last.usage?.gpuMs ?? null }
    : { imagesTrained: 0, imagesJudged: 0, elapsedMs: 0, gpuMs: null }
  return {
    config,
    recordedAt,
    engine,
    spent: { ...spent, ...record?.usage },
    ownBest: ownBestOf(timeline),
    answers: answersOf(timeline, record),
    record,
  }
}

/** A run from all it told. @throws Error when that is no whole run */
export function comparedEvents(events: readonly SearchEvent[], recordedAt: string): ComparedRun {
  const started = events.find((event) => event.type === 'started')
  const result = events.findLast((event) => event.type === 'result')
  if (!started || !result) throw new Error('The run ended without a result.')
  const { config, engine, gateTables, steps } = started
  const recorder = new TimelineRecorder(config, engine, gateTables, steps)
  for (const event of events) {
    if (event.type === 'snapshot') recorder.addSnapshot(event.snapshot)
    if (event.type === 'evaluation') recorder.addEvaluation(event.evaluation)
    if (event.type === 'candidates') recorder.addCandidates(event.candidates)
  }
  return comparedRun({ timeline: recorder.timeline(), record: result.record, recordedAt })
}
