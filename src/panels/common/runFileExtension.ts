/** Named by what it is: a run, its config and everything that was measured. */
export const RUN_FILE_EXTENSION = '.run'
