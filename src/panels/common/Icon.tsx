/** Outlines on a 16 × 16 grid, drawn with the text's colour. */
const PATHS = {
  play: 'M4.5 2.8v10.4l8.6-5.2z',
  pause: 'M4 3h2.8v10H4zM9.2 3H12v10H9.2z',
  step: 'M3 3.2v9.6l6.8-4.8zM11 3h2v10h-2z',
  finish: 'M3.5 3.5h9v9h-9z',
  reset: 'M3.2 2.5v3.7h3.7M3.6 6.2a5.2 5.2 0 1 1-.7 3',
  undo: 'M5.5 3 2.6 5.9l2.9 2.9M2.8 5.9h6.4a4 4 0 0 1 0 8H6.5',
  redo: 'M10.5 3l2.9 2.9-2.9 2.9M13.2 5.9H6.8a4 4 0 0 0 0 8h2.7',
  share: 'M8 10V2M5 4.6 8 1.8l3 2.8M3.5 8v5.5h9V8',
  sun: 'M8 5.1a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.8zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.1 1.1M11.9 11.9 13 13M13 3l-1.1 1.1M4.1 11.9 3 13',
  moon: 'M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3z',
  system: 'M2 3h12v8H2zM6 13.5h4',
  help: 'M5.6 6a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .8-1 1.6M8 12.3v.3',
  more: 'M3.2 8h.1M8 8h.1M12.8 8h.1',
  copy: 'M5.5 5.5h8v8h-8zM3 10.5h-.5v-8h8V3',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  check: 'M3 8.5 6.3 12 13 4.5',
  chevron: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  down: 'M4 6l4 4 4-4',
  open: 'M2.5 12.5v-9h4l1.5 2h5.5v7z',
  warning: 'M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.2',
  compare: 'M2 13.5h12M2.5 11 6 7l3 2.5L13.5 4M2.5 7 6 10.5l3-6 4.5 5',
  latency:
    'M8 3.6a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 8 3.6zM6.3 1.4h3.4M8 6.3v2.6l1.9 1.3M12.3 4.2l1-1',
  follow: 'M3 3.2v9.6L8 8zM8.5 3.2v9.6l5-4.8z',
  back: 'M11 3.5 6.5 8l4.5 4.5M3.8 3.5v9',
  ahead: 'M5 3.5 9.5 8 5 12.5M12.2 3.5v9',
  present: 'M1.8 2.8h12.4v8.4H1.8zM8 11.2v2.6M5.4 13.8h5.2M6.6 4.8v4.4L10 7z',
  library: 'M3 2.5h3v11H3zM6 2.5h3v11H6zM10 3.2l2.9-.7 2.3 10.7-2.9.7z',
  views: 'M2.5 2.8h11v4h-11zM2.5 9.2h4.3v4H2.5zM9.2 9.2h4.3v4H9.2z',
} as const

export type IconName = keyof typeof PATHS

const FILLED: ReadonlySet<IconName> = new Set(['play', 'pause', 'step', 'finish', 'follow'])

/** Decorative; the control that holds it carries the name. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  const filled = FILLED.has(name)
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" className="icon">
      <path
        d={PATHS[name]}
        fill={filled ? 'currentColor' : 'none'}
        stroke={filled ? 'none' : 'currentColor'}
        strokeWidth={name === 'more' ? 2.4 : 1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
