import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'

/**
 * Runs a controller's arithmetic on tfjs' CPU backend, whichever backend trains the supernet, and
 * leaves that one selected. A worker has a single tfjs engine, so `work` must be synchronous: nothing
 * else runs meanwhile. All tensors made by it are disposed of, so it returns plain numbers.
 */
export function onCpu<Result>(work: () => Result): Result {
  const before = tf.engine().backendName
  select('cpu')
  tf.engine().startScope()
  try {
    return work()
  } finally {
    tf.engine().endScope()
    if (before) select(before)
  }
}

/** Takes effect at once: the CPU backend starts synchronously, and the other one has started. */
function select(backend: string): void {
  if (tf.engine().backendName !== backend) void tf.setBackend(backend)
}
