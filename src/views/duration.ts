/** "0:07", "12:34" or "1:02:03"; hours, minutes and seconds, rounded down. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] ? parts : parts.slice(1)
  return shown
    .map((part, index) => (index ? String(part).padStart(2, '0') : String(part)))
    .join(':')
}
