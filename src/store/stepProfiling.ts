import type { SearchConfig } from '../run/config'
import type { ProfileNews } from '../run/stepProfile'
import { pauseTimeline } from './replay'
import { SearchClient } from './searchClient'

/** Why a step could not be measured; what the page can say more about than the error itself. */
export type ProfileProblem = 'no-webgpu' | 'no-timestamps' | 'too-large' | 'other'

export interface ProfileFailure {
  readonly problem: ProfileProblem
  readonly message: string
}

export interface ProfileListener {
  readonly onNews: (news: ProfileNews) => void
  readonly onDone: () => void
  readonly onFailure: (failure: ProfileFailure) => void
}

/** Errors by the names they keep on their way out of a worker. */
const PROBLEMS: Readonly<Record<string, ProfileProblem>> = {
  NoWebGpuError: 'no-webgpu',
  NoTimestampsError: 'no-timestamps',
  PlanTooLargeError: 'too-large',
}

/**
 * Measures a search step of `config`, kernel by kernel. It works in a worker and on a GPU device of
 * its own, so that a paused search keeps its state; the page's replay rests meanwhile.
 * @returns what breaks it off and frees the GPU; nothing is heard of it afterwards
 */
export function measureStep(config: SearchConfig, listener: ProfileListener): () => void {
  pauseTimeline()
  const client = new SearchClient()
  let over = false
  const end = () => {
    over = true
    client.terminate()
  }
  const onNews = (news: ProfileNews) => {
    if (!over) listener.onNews(news)
  }
  client.profileStep(config, onNews).then(
    () => {
      if (over) return
      end()
      listener.onDone()
    },
    (error: unknown) => {
      if (over) return
      end()
      listener.onFailure(failureOf(error))
    },
  )
  return end
}

function failureOf(error: unknown): ProfileFailure {
  if (!(error instanceof Error)) return { problem: 'other', message: String(error) }
  return { problem: PROBLEMS[error.name] ?? 'other', message: error.message }
}
