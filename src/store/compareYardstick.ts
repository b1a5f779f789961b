import type { YardstickNews, YardstickRequest, YardstickScore } from '../run/yardstick'
import { pauseTimeline } from './replay'
import { SearchClient } from './searchClient'

let client: SearchClient | null = null

/**
 * Measures architectures by the yardstick, in a worker and on a GPU device of its own, so that a
 * paused search keeps its state; the page's replay rests meanwhile. The worker stays for the next
 * request, until `releaseYardstick`.
 */
export function measureArchitectures(
  request: YardstickRequest,
  onNews: (news: YardstickNews) => void,
): Promise<readonly YardstickScore[]> {
  pauseTimeline()
  client ??= new SearchClient()
  return client.measureYardstick(request, onNews)
}

/** Breaks off what is being measured, and frees the GPU. */
export function releaseYardstick(): void {
  client?.terminate()
  client = null
}
