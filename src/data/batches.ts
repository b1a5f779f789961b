import { shuffled, splitKey, type RandomKey } from '../random/random'

/**
 * Batches drawn epoch by epoch, every epoch in an order of its own. A batch depends on the key and
 * its number alone, so resuming needs no iterator state. The last images of an epoch that do not
 * fill a batch are left out of that epoch (PyTorch's `drop_last`), because plans have a fixed batch.
 */
export class BatchSequence {
  readonly batchesPerEpoch: number
  private order: { readonly epoch: number; readonly items: Uint32Array } | null = null

  /** @throws RangeError when there are fewer indices than one batch */
  constructor(
    private readonly indices: Uint32Array,
    private readonly batch: number,
    private readonly key: RandomKey,
  ) {
    this.batchesPerEpoch = Math.floor(indices.length / batch)
    if (this.batchesPerEpoch < 1) {
      throw new RangeError(`${indices.length} images do not fill a batch of ${batch}`)
    }
  }

  /** The batch with this number, counting from 0. */
  at(number: number): Uint32Array {
    const epoch = Math.floor(number / this.batchesPerEpoch)
    const start = (number % this.batchesPerEpoch) * this.batch
    const order = this.orderOf(epoch)
    return order.slice(start, start + this.batch)
  }

  private orderOf(epoch: number): Uint32Array {
    if (this.order?.epoch !== epoch) {
      const positions = shuffled(this.indices.length, splitKey(this.key, epoch))
      this.order = { epoch, items: positions.map((position) => this.indices[position] as number) }
    }
    return this.order.items
  }
}
