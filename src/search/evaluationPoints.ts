const EVALUATIONS = 4

/** An evaluation on the way looks at this share of the test images; the last one looks at all. */
const SHARE_ON_THE_WAY = 1 / 4

/** Completed steps after which a run measures accuracy: each quarter of the budget. */
export function evaluationPoints(budget: number): ReadonlySet<number> {
  const quarters = Array.from({ length: EVALUATIONS }, (_, i) =>
    Math.round((budget * (i + 1)) / EVALUATIONS),
  )
  return new Set(quarters.filter((step) => step > 0))
}

/** How many test images the evaluation after `step` steps uses. */
export function evaluationImages(testImages: number, last: boolean): number {
  return last ? testImages : Math.ceil(testImages * SHARE_ON_THE_WAY)
}
