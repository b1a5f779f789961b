/**
 * One holder of the GPU at a time, across the tabs and workers of this origin: what is measured while
 * something else trains is wrong, and both are slower for it. Closing a tab or ending a worker lets go.
 */
const LOCK = 'nas-playground-gpu'

/** Somebody else has the GPU, and the caller did not want to wait. */
export class GpuHeldError extends Error {
  override readonly name = 'GpuHeldError'
  readonly code = 'gpu-held'
  constructor() {
    super('The GPU is in use by another search or measurement, perhaps in another tab')
  }
}

export interface HoldOptions {
  /** `refuse` unless said otherwise. */
  readonly ifHeld?: 'wait' | 'refuse'
  /** Gives up waiting; the promise then rejects with its reason. */
  readonly signal?: AbortSignal
  /** Called once if there is somebody to wait for. */
  readonly onWait?: () => void
}

/** Gives the GPU back; resolves when somebody else can have it. */
export type LetGo = () => Promise<void>

/**
 * Takes the GPU until the function it resolves with is called. Where the browser has no Web Locks
 * nobody is kept out.
 * @throws GpuHeldError when it is held and the caller does not wait
 */
export async function holdGpu(options: HoldOptions = {}): Promise<LetGo> {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks
  if (!locks) return () => Promise.resolve()
  const immediate = await request(locks, { ifAvailable: true })
  if (immediate) return immediate
  if (options.ifHeld !== 'wait') throw new GpuHeldError()
  options.onWait?.()
  const { signal } = options
  const granted = await request(locks, signal ? { signal } : {})
  if (!granted) throw new GpuHeldError()
  return granted
}

/** Works with the GPU to itself. @throws GpuHeldError at once when somebody else has it */
export async function whileHolding<T>(work: () => Promise<T>): Promise<T> {
  const letGo = await holdGpu()
  try {
    return await work()
  } finally {
    await letGo()
  }
}

/** Resolves with what lets go, or with null where the lock is not to be had at once. */
function request(locks: LockManager, options: LockOptions): Promise<LetGo | null> {
  return new Promise((resolve, reject) => {
    const held: Promise<void> = locks.request(LOCK, options, (lock) => {
      if (!lock) return resolve(null)
      return new Promise<void>((release) => {
        resolve(() => {
          release()
          return held
        })
      })
    })
    held.catch(reject)
  })
}
