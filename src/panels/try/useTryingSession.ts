import { useEffect, useState } from 'react'
import type { ClassifierRequest } from '../../run/classification'
import { TryingSession } from '../../store/trying'

/** A worker of its own while the dialog is open; `again` takes a new one in its place. */
export function useTryingSession(requests: readonly ClassifierRequest[]) {
  const [session] = useState(() => new TryingSession())
  useEffect(() => () => session.close(), [session])
  useEffect(() => void session.open(requests), [session, requests])
  const again = () => {
    session.close()
    void session.open(requests)
  }
  return { session, again }
}
