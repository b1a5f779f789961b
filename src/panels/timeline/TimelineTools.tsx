import '../language/timeTexts'
import { DropdownMenu } from 'radix-ui'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { REPLAY_MS, REPLAY_SPEEDS } from '../../store/replay'
import { useWorkspace } from '../../store/workspace'
import { changeBeside, type TimelineChange } from '../../views/timelineChanges'
import { Icon } from '../common/Icon'
import { IconButton } from '../common/IconButton'
import { jumpToChange } from './jumps'

const AnimationDialog = lazy(() => import('../animation/AnimationDialog'))

interface TimelineToolsProps {
  readonly changes: readonly TimelineChange[]
  /** Where the timeline stands. */
  readonly step: number
  /** Whether there is room for the menu's button alone. */
  readonly narrow: boolean
}

/** Jumps from change to change, and a menu of how playback goes. */
export default function TimelineTools({ changes, step, narrow }: TimelineToolsProps) {
  const { t } = useTranslation('time')
  const dialog = useWorkspace((state) => state.dialog)
  const jumps = ([-1, 1] as const).map((direction) => ({
    direction,
    icon: direction < 0 ? ('back' as const) : ('ahead' as const),
    label: direction < 0 ? t('previous') : t('next'),
    shortcut: direction < 0 ? '[' : ']',
    disabled: changeBeside(changes, step, direction) === null,
  }))
  return (
    <>
      {!narrow &&
        jumps.map(({ direction, ...button }) => (
          <IconButton key={direction} {...button} onClick={() => jumpToChange(direction)} />
        ))}
      <DropdownMenu.Root modal={false}>
        <SpeedTrigger />
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            className="menu timeline-menu"
            side="top"
            align="start"
            sideOffset={8}
            collisionPadding={8}
          >
            <SpeedItems />
            {narrow &&
              jumps.map(({ direction, icon, label, disabled }) => (
                <DropdownMenu.Item
                  key={direction}
                  className="menu-item"
                  disabled={disabled}
                  onSelect={() => jumpToChange(direction)}
                >
                  <Icon name={icon} />
                  {label}
                </DropdownMenu.Item>
              ))}
            <LoopItem />
            <DropdownMenu.Item
              className="menu-item"
              onSelect={() => useWorkspace.getState().animate(null)}
            >
              <span className="menu-check" />
              <AnimationWord />
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <Suspense>{dialog === 'animation' && <AnimationDialog />}</Suspense>
    </>
  )
}

function AnimationWord() {
  const { t } = useTranslation()
  return t('drawing.animation')
}

function SpeedTrigger() {
  const { t } = useTranslation('time')
  const speed = useWorkspace((state) => state.replaySpeed)
  return (
    <DropdownMenu.Trigger
      className="icon-button timeline-speed"
      aria-label={t('speed', { speed })}
      aria-keyshortcuts="< >"
    >
      {speed}×
      <Icon name="up" size={12} />
    </DropdownMenu.Trigger>
  )
}

function SpeedItems() {
  const { t } = useTranslation('time')
  const speed = useWorkspace((state) => state.replaySpeed)
  const setSpeed = useWorkspace((state) => state.setReplaySpeed)
  return (
    <>
      <DropdownMenu.Label className="note">
        {t('speedHelp', { seconds: REPLAY_MS / 1000 })}
      </DropdownMenu.Label>
      <DropdownMenu.RadioGroup
        className="timeline-speeds"
        aria-label={t('speedTitle')}
        value={String(speed)}
        onValueChange={(value) => setSpeed(Number(value))}
      >
        {REPLAY_SPEEDS.map((each) => (
          <DropdownMenu.RadioItem
            key={each}
            value={String(each)}
            className="menu-item"
            onSelect={(event) => event.preventDefault()}
          >
            {each}×
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </>
  )
}

function LoopItem() {
  const { t } = useTranslation('time')
  const loops = useWorkspace((state) => state.replayLoops)
  const setLoops = useWorkspace((state) => state.setReplayLoops)
  return (
    <DropdownMenu.CheckboxItem className="menu-item" checked={loops} onCheckedChange={setLoops}>
      <span className="menu-check">
        <DropdownMenu.ItemIndicator>
          <Icon name="check" size={14} />
        </DropdownMenu.ItemIndicator>
      </span>
      {t('loop')}
    </DropdownMenu.CheckboxItem>
  )
}
