import { useEffect, useState } from 'react'
import type { SearchConfig } from '../../run/config'
import type { StepProfile } from '../../run/stepProfile'
import { measureStep, type ProfileFailure } from '../../store/stepProfiling'

type Stage = 'compiling' | 'measuring' | 'done' | 'cancelled' | 'failed'

export interface StepProfiling {
  readonly stage: Stage
  /** Of the compiling, 0–1. */
  readonly compiled: number
  /** As far as measured; null before the first measurement. */
  readonly profile: StepProfile | null
  readonly failure: ProfileFailure | null
}

const BEGINNING: StepProfiling = { stage: 'compiling', compiled: 0, profile: null, failure: null }

/** Measures a step of `config` while `allowed`, from when it is first used. */
export function useStepProfile(config: SearchConfig, allowed: boolean) {
  const [state, setState] = useState(BEGINNING)
  const wanted = state.stage === 'compiling' || state.stage === 'measuring'
  const active = allowed && wanted
  useEffect(() => {
    if (!active) return undefined
    const change = (next: Partial<StepProfiling>) => setState((before) => ({ ...before, ...next }))
    return measureStep(config, {
      onNews: (news) =>
        news.type === 'compiling'
          ? setState({ ...BEGINNING, compiled: news.fraction })
          : change({ stage: 'measuring', profile: news.profile }),
      onDone: () => change({ stage: 'done' }),
      onFailure: (failure) => change({ stage: 'failed', failure }),
    })
  }, [active, config])
  return {
    state,
    measureAgain: () => setState(BEGINNING),
    cancel: () => setState((before) => ({ ...before, stage: 'cancelled' as const })),
  }
}
