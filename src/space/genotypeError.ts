export type GenotypeErrorCode =
  | 'too-long'
  | 'syntax'
  | 'missing-field'
  | 'unknown-field'
  | 'unknown-operation'
  | 'bad-cell'
  | 'bad-input'
  | 'bad-concat'

/** What is wrong with a genotype's text, in one plain sentence, and where. */
export class GenotypeError extends Error {
  override readonly name = 'GenotypeError'

  constructor(
    readonly code: GenotypeErrorCode,
    message: string,
    /** Offset in the text, in UTF-16 units. */
    readonly position: number,
  ) {
    super(message)
  }
}
