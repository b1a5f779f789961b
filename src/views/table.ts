/** The numbers of a drawing as rows: the table a reader may ask for instead, and the CSV. */
export interface TableTwin {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}
