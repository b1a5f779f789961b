/** How a slice changes itself: the store's `set`, narrowed to the slice. */
export type SetSlice<Slice> = (change: Partial<Slice> | ((state: Slice) => Partial<Slice>)) => void
