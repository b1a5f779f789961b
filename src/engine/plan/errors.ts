const mebibytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB`

/** The device cannot bind a buffer as large as the plan needs; nothing was allocated. */
export class PlanTooLargeError extends Error {
  readonly code = 'out-of-memory'
  constructor(
    readonly neededBytes: number,
    readonly availableBytes: number,
  ) {
    super(
      `This network needs ${mebibytes(neededBytes)} of GPU memory in one piece; this device offers ` +
        `${mebibytes(availableBytes)}. A smaller batch, fewer channels or fewer cells will fit.`,
    )
    this.name = 'PlanTooLargeError'
  }
}
