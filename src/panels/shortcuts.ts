import { copyLink } from '../store/copying'
import type { DialogName } from '../store/interfaceSlice'
import { changeReplaySpeed } from '../store/replay'
import { resetRun, stepRun, toggleRun } from '../store/runControls'
import { useWorkspace } from '../store/workspace'
import type { DesignMessages } from './language/designEn'
import { jumpToChange } from './timeline/jumps'

type ShortcutAction = Exclude<keyof DesignMessages['help'], 'title' | 'about'>

interface Shortcut {
  readonly action: ShortcutAction
  /** As printed in the help. */
  readonly keys: readonly string[]
  /** Whether a key press asks for it; absent where a control handles the key itself. */
  readonly matches?: (event: KeyboardEvent) => boolean
  readonly perform?: () => void
}

const plain = (event: KeyboardEvent) => !event.ctrlKey && !event.metaKey && !event.altKey
const key = (name: string) => (event: KeyboardEvent) =>
  plain(event) && event.key.toLowerCase() === name.toLowerCase()
const withCommand = (name: string, shift: boolean) => (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) &&
  !event.altKey &&
  event.shiftKey === shift &&
  event.key.toLowerCase() === name

/** Opens the dialog that is named like what it is for. */
const opens = (action: ShortcutAction & DialogName, name: string): Shortcut => ({
  action,
  keys: [name.toUpperCase()],
  matches: key(name),
  perform: () => useWorkspace.getState().setDialog(action),
})

/** Every key of the page: the help dialog lists this table, and the page listens to it. */
export const SHORTCUTS: readonly Shortcut[] = [
  { action: 'runPause', keys: ['Space'], matches: key(' '), perform: () => void toggleRun() },
  { action: 'step', keys: ['→'], matches: key('ArrowRight'), perform: () => void stepRun() },
  { action: 'reset', keys: ['R'], matches: key('r'), perform: () => void resetRun() },
  { action: 'scrub', keys: ['←', '→', 'Home', 'End'] },
  {
    action: 'follow',
    keys: ['F'],
    matches: key('f'),
    perform: () => useWorkspace.getState().seek(null),
  },
  {
    action: 'design',
    keys: ['E'],
    matches: key('e'),
    perform: switchMiddle,
  },
  { action: 'addNode', keys: ['N'] },
  opens('open', 'g'),
  opens('train', 'b'),
  opens('judge', 'j'),
  opens('try', 'y'),
  opens('export', 'x'),
  opens('library', 'k'),
  opens('data', 'd'),
  opens('compare', 'v'),
  opens('latency', 'l'),
  { action: 'changeBefore', keys: ['['], matches: key('['), perform: () => jumpToChange(-1) },
  { action: 'changeAfter', keys: [']'], matches: key(']'), perform: () => jumpToChange(1) },
  { action: 'slower', keys: ['<'], matches: key('<'), perform: () => changeReplaySpeed(-1) },
  { action: 'faster', keys: ['>'], matches: key('>'), perform: () => changeReplaySpeed(1) },
  {
    action: 'present',
    keys: ['P'],
    matches: key('p'),
    perform: () => {
      const { presenting, present } = useWorkspace.getState()
      present(!presenting)
    },
  },
  { action: 'copyLink', keys: ['C'], matches: key('c'), perform: () => void copyLink() },
  {
    action: 'undo',
    keys: ['Ctrl', 'Z'],
    matches: withCommand('z', false),
    perform: () => useWorkspace.getState().undo(),
  },
  {
    action: 'redo',
    keys: ['Ctrl', '⇧', 'Z'],
    matches: (event) => withCommand('z', true)(event) || withCommand('y', false)(event),
    perform: () => useWorkspace.getState().redo(),
  },
  { action: 'theme', keys: ['T'], matches: key('t'), perform: switchTheme },
  {
    action: 'help',
    keys: ['?'],
    matches: (event) => plain(event) && event.key === '?',
    perform: () => useWorkspace.getState().setDialog('help'),
  },
]

/** Listens to the shortcuts; returns the function that stops. */
export function listenToShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || belongsToControl(event)) return
    const shortcut = SHORTCUTS.find(({ matches }) => matches?.(event))
    if (!shortcut?.perform) return
    event.preventDefault()
    if (!event.repeat || shortcut.action === 'step') shortcut.perform()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

const TAKES_TEXT = 'input, textarea, select, [contenteditable="true"]'
const TAKES_KEYS = '[role="dialog"], [role="menu"], [role="listbox"]'
const TAKES_SPACE = 'button, a, summary, [role="button"], [role="switch"], [role="radio"]'
const TAKES_ARROWS =
  '[role="slider"], [role="radio"], [role="tab"], [role="grid"], [role="gridcell"]'

/** A focused control keeps the keys that work it. */
export function belongsToControl(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (!target) return false
  if (target.closest(TAKES_TEXT) || target.closest(TAKES_KEYS)) return true
  if (event.key === ' ') return target.closest(TAKES_SPACE) !== null
  return event.key.startsWith('Arrow') && target.closest(TAKES_ARROWS) !== null
}

function switchMiddle(): void {
  const { middle, showMiddle } = useWorkspace.getState()
  showMiddle(middle === 'design' ? 'search' : 'design')
}

function switchTheme(): void {
  const { theme, setTheme } = useWorkspace.getState()
  const systemIsDark = matchMedia('(prefers-color-scheme: dark)').matches
  const dark = theme === 'dark' || (theme === 'system' && systemIsDark)
  setTheme(dark ? 'light' : 'dark')
}
