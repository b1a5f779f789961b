/** A difference of accuracies in points of a per cent, with its sign: 0.0123 → "+1.23". */
export function pointsText(difference: number): string {
  const sign = difference < 0 ? '−' : '+'
  return `${sign}${Math.abs(100 * difference).toFixed(2)}`
}

/** A probability with as many digits as it deserves. */
export function pText(p: number): string {
  return p < 0.001 ? '< 0.001' : String(Number(p.toPrecision(2)))
}

/** An interval or a correlation's bounds, with a minus sign that is one. */
export function signedText(value: number, digits = 2): string {
  return value.toFixed(digits).replace('-', '−')
}
