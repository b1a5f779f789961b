import { expose } from 'comlink'
import { afterEach, describe, expect, it } from 'vitest'
import type { SearchEvent } from '../run/events'
import { presetConfig } from '../run/presets'
import type { SearchWorkerApi } from '../../workers/protocol'
import { SearchClient, WorkerDiedError } from './searchClient'

/** A worker on this thread: the far end of a channel serves `api`. */
class ChannelWorker extends EventTarget {
  terminated = false
  private readonly channel = new MessageChannel()
  readonly postMessage = this.channel.port1.postMessage.bind(this.channel.port1)

  constructor(api: Partial<SearchWorkerApi>) {
    super()
    expose(api, this.channel.port2)
    this.channel.port1.onmessage = ({ data }: MessageEvent<unknown>) =>
      this.dispatchEvent(new MessageEvent('message', { data }))
  }

  terminate() {
    this.terminated = true
    this.channel.port1.close()
  }

  fail(message: string) {
    this.dispatchEvent(Object.assign(new Event('error'), { message }))
  }
}

const workers: ChannelWorker[] = []

function clientOf(api: Partial<SearchWorkerApi>): SearchClient {
  return new SearchClient(() => {
    const worker = new ChannelWorker(api)
    workers.push(worker)
    return worker as unknown as Worker
  })
}

afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate()
})

const never = () => new Promise<never>(() => undefined)
const config = presetConfig('tiny')

/** Starts a run whose events come back by hand. */
async function startedRun() {
  let send: (events: SearchEvent[]) => void = () => undefined
  const client = clientOf({
    start: async (_, listener) => {
      send = listener
    },
    pause: never,
  })
  const heard: SearchEvent[] = []
  await client.start(config, (events) => heard.push(...events))
  const hear = async (event: SearchEvent) => {
    const expected = heard.length + 1
    send([event])
    while (heard.length < expected) await new Promise((resolve) => setTimeout(resolve))
  }
  return { client, heard, hear }
}

describe('SearchClient', () => {
  it('starts its worker with the first call, and only one', async () => {
    let calls = 0
    const client = clientOf({
      pause: async () => {
        calls++
      },
    })
    expect(workers).toHaveLength(0)
    await Promise.all([client.pause(), client.pause()])
    expect([workers.length, calls]).toEqual([1, 2])
  })

  it('passes events on, and errors of a call', async () => {
    const { heard, hear } = await startedRun()
    await hear({ type: 'progress', task: 'data', fraction: 0.5 })
    expect(heard).toEqual([{ type: 'progress', task: 'data', fraction: 0.5 }])

    const failing = clientOf({
      step: async () => {
        throw new Error('no run')
      },
    })
    await expect(failing.step()).rejects.toThrow('no run')
  })

  it.each<[string, (worker: ChannelWorker, client: SearchClient) => void]>([
    ['an error', (worker) => worker.fail('out of memory')],
    ['an unreadable message', (worker) => worker.dispatchEvent(new Event('messageerror'))],
    ['termination', (_, client) => client.terminate()],
  ])('rejects every pending call at %s', async (_, die) => {
    const client = clientOf({ probe: never, pause: never })
    const calls = [client.probe(), client.pause(), client.pause()]
    die(workers[0]!, client)
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(WorkerDiedError)
    }
    expect(workers[0]!.terminated).toBe(true)
  })

  it('starts a new worker with the next call', async () => {
    const client = clientOf({ pause: async () => undefined, step: never })
    const lost = client.step()
    workers[0]!.fail('gone')
    await expect(lost).rejects.toMatchObject({ code: 'worker-died' })
    await client.pause()
    expect(workers).toHaveLength(2)
  })

  it('tells a run that its worker died, once', async () => {
    const { heard } = await startedRun()
    workers[0]!.fail('gone')
    workers[0]!.fail('gone again')
    expect(heard.map(({ type }) => type)).toEqual(['error', 'phase'])
    expect(heard[0]).toMatchObject({
      code: 'internal',
      message: 'The search worker ended: gone',
    })
  })

  it('does not tell a run that is over, nor one ended on purpose', async () => {
    const over = await startedRun()
    await over.hear({ type: 'phase', phase: 'finished', detail: null })
    workers.at(-1)!.fail('gone')
    expect(over.heard).toHaveLength(1)

    const ended = await startedRun()
    ended.client.terminate()
    expect(ended.heard).toEqual([])
  })
})
