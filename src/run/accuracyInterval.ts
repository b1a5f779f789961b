/** Two-sided, 95 %. */
const Z = 1.959963984540054

/**
 * Between what and what an accuracy lies that was counted on `images` images, at 95 % confidence:
 * Wilson's score interval (1927), which stays within 0–1 and holds for few images too.
 */
export function accuracyInterval(accuracy: number, images: number): readonly [number, number] {
  const spread = Z ** 2 / images
  const centre = (accuracy + spread / 2) / (1 + spread)
  const half =
    (Z / (1 + spread)) *
    Math.sqrt((accuracy * (1 - accuracy)) / images + Z ** 2 / (4 * images ** 2))
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}
