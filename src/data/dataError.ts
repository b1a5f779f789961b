/** The data set could not be loaded: offline, broken, or not what the manifest promises. */
export class DataError extends Error {
  readonly code = 'data'
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DataError'
  }
}
