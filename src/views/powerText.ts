const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** e to the power of `log` in two digits: "0.042", "3.1", "1.2·10⁻⁷"; "0" for −∞. */
export function powerText(log: number): string {
  if (log === -Infinity) return '0'
  const exponent = Math.floor(log / Math.LN10)
  const mantissa = Math.exp(log - exponent * Math.LN10)
  if (Math.abs(exponent) < 3) return Number((mantissa * 10 ** exponent).toPrecision(2)).toString()
  const raised = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)])
  return `${mantissa.toFixed(1)}·10${exponent < 0 ? '⁻' : ''}${raised.join('')}`
}
