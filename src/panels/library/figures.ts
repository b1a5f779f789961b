/** 12.3456 → "12.3": as many digits as a measured latency deserves. */
export function milliseconds(value: number): string {
  return String(Number(value.toPrecision(3)))
}

/** "2026-01-02T03:04:05.000Z" → "2026-01-02 03:04", in the reader's time zone. */
export function when(date: string): string {
  const time = new Date(date)
  if (Number.isNaN(time.getTime())) return ''
  const pad = (part: number) => String(part).padStart(2, '0')
  const day = [time.getFullYear(), pad(time.getMonth() + 1), pad(time.getDate())].join('-')
  return `${day} ${pad(time.getHours())}:${pad(time.getMinutes())}`
}
