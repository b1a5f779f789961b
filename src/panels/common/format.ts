/** Numbers as the panels show them: digits in groups of three, units by the caller. */

const NO_BREAK_SPACE = '\u00a0'

/** 1930618 → "1 930 618"; exact at any size. */
export function grouped(value: number | bigint): string {
  const digits = BigInt(typeof value === 'number' ? Math.round(value) : value).toString()
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, NO_BREAK_SPACE)
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** 123456789n → { mantissa: "1.2", exponent: 8 }. */
function powerOfTen(value: bigint): { mantissa: string; exponent: number } {
  const digits = value.toString()
  const exponent = digits.length - 1
  const mantissa = (Number(digits.slice(0, 3).padEnd(3, '0')) / 100).toFixed(1)
  return mantissa === '10.0' ? { mantissa: '1.0', exponent: exponent + 1 } : { mantissa, exponent }
}

/** 123456789n → "1.2 × 10⁸". */
export function scientific(value: bigint): string {
  const { mantissa, exponent } = powerOfTen(value)
  const raised = [...String(exponent)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')
  return `${mantissa} × 10${raised}`
}

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P'] as const

/** 3349342 → "3.35 M"; three significant digits, never more than four characters of number. */
export function withPrefix(value: number, unit = ''): string {
  let scaled = value
  let prefix = 0
  while (Math.abs(scaled) >= 999.5 && prefix < PREFIXES.length - 1) {
    scaled /= 1000
    prefix++
  }
  const digits =
    prefix === 0 && Number.isInteger(scaled) ? 0 : scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0
  return `${scaled.toFixed(digits)} ${PREFIXES[prefix]}${unit}`.trimEnd()
}

/** 0.8437 → "84.4 %". */
export function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`
}

const KIBI = 1024
/** 5_300_000 bytes → "5.1 MiB". */
export function byteCount(bytes: number): string {
  const mebibytes = bytes / KIBI ** 2
  return mebibytes < KIBI ? `${mebibytes.toFixed(1)} MiB` : `${(mebibytes / KIBI).toFixed(2)} GiB`
}

/** A length of time as a clock shows it: 75 s → "1:15", 3 675 s → "1:01:15". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, index) => (index === 0 ? part : String(part).padStart(2, '0'))).join(':')
}

const UNITS = [
  ['seconds', 1_000],
  ['minutes', 60_000],
  ['hours', 3_600_000],
  ['days', 86_400_000],
] as const

/** A length of time as precisely as a guess deserves: two digits, in the largest unit below it. */
export function lengthOfTime(milliseconds: number) {
  const [unit, size] = UNITS.findLast(([, each]) => milliseconds >= 1.5 * each) ?? UNITS[0]
  return { value: Number((milliseconds / size).toPrecision(2)), unit }
}
