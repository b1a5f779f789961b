/** Bounds of the numbers of a method: wide enough for the published ones, and for no page to hang. */
export const STRATEGY_BOUNDS = {
  batch: { min: 2, max: 1024 },
  childSteps: { min: 1, max: 100_000 },
  images: { min: 1, max: 60_000 },
  population: { min: 2, max: 1_000 },
  count: { min: 1, max: 10_000 },
  hidden: { min: 1, max: 512 },
} as const

/** Bounds of the numbers in a config: wide enough for the published searches, and for no page to hang. */
export const CONFIG_BOUNDS = {
  batch: STRATEGY_BOUNDS.batch,
  steps: { min: 1, max: 1_000_000 },
  seed: { min: 0, max: 2 ** 32 - 1 },
  trainImages: { min: 4, max: 60_000 },
  testImages: { min: 1, max: 10_000 },
  cropPadding: { min: 0, max: 8 },
} as const

/** Bounds of data that someone brings: labels are bytes, and networks halve their images a few times. */
export const OWN_DATA_BOUNDS = {
  side: { min: 8, max: 224 },
  classes: { min: 2, max: 256 },
  titleCharacters: 100,
  classNameCharacters: 60,
} as const
