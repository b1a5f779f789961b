import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keptDataSettings, withDataset } from '../../run/chosenData'
import { OWN_DATA_BOUNDS } from '../../run/configBounds'
import type { PreparedData } from '../../run/ownData'
import { choose, giveUp, keepBrought, useData } from '../../store/dataState'
import { useWorkspace } from '../../store/workspace'
import { Segments } from '../common/Segments'
import { DataFacts } from './DataFacts'
import { DataPicture } from './DataPicture'
import { useWantedData } from './useWantedData'

const SIDES = ['28', '32', '48', '64', '96'] as const
const COLOURS = ['colour', 'grey'] as const

/** What is being brought: how it is to be made into images, what came of that, and what to do. */
export function BroughtSection() {
  const opened = useData((state) => state.opened)
  const prepared = useData((state) => state.prepared)
  if (!opened) return null
  return (
    <section className="data-section" aria-label={opened.title}>
      {opened.form === null && <FormChoice />}
      {prepared && <Prepared key={prepared.data.name} title={opened.title} prepared={prepared} />}
    </section>
  )
}

function FormChoice() {
  const { t } = useTranslation('data')
  const form = useData((state) => state.form)
  return (
    <div className="data-form">
      <Segments
        label={t('side')}
        value={String(form.side) as (typeof SIDES)[number]}
        options={SIDES.map((side) => ({ name: side, label: t('sidePixels', { side }) }))}
        onChange={(side) => void choose({ ...form, side: Number(side) })}
      />
      <Segments
        label={t('colour')}
        value={form.channels === 1 ? 'grey' : 'colour'}
        options={COLOURS.map((name) => ({ name, label: t(`colours.${name}`) }))}
        onChange={(name) => void choose({ ...form, channels: name === 'grey' ? 1 : 3 })}
      />
    </div>
  )
}

function Prepared({
  title: usual,
  prepared,
}: {
  readonly title: string
  readonly prepared: PreparedData
}) {
  const { t } = useTranslation('data')
  const { data, preview, unreadable, leftOut } = prepared
  const wanted = useWantedData()
  const [title, setTitle] = useState(wanted?.name === data.name ? wanted.own.title : usual)
  const busy = useData((state) => state.news !== null)
  const editConfig = useWorkspace((state) => state.editConfig)
  const id = useId()
  const keepAndUse = async () => {
    const kept = await keepBrought(title)
    // What a search waits for is used as that search says.
    if (kept && kept.name !== wanted?.name) {
      editConfig((config) => withDataset(config, keptDataSettings(kept)))
    }
  }
  const names =
    unreadable.names.join(', ') + (unreadable.count > unreadable.names.length ? ', …' : '')
  return (
    <>
      <DataFacts data={data} />
      {data.source === 'camera' && <p className="note">{t('likeFrames')}</p>}
      {unreadable.count > 0 && (
        <p className="data-warning">{t('unreadable', { count: unreadable.count, names })}</p>
      )}
      {leftOut > 0 && <p className="note">{t('leftOut', { count: leftOut })}</p>}
      {wanted && (
        <p className="data-warning" role="status">
          {t(wanted.name === data.name ? 'wantedFound' : 'wantedOther')}
        </p>
      )}
      <DataPicture data={data} preview={preview} />
      <form
        className="data-keep"
        onSubmit={(event) => {
          event.preventDefault()
          void keepAndUse()
        }}
      >
        <label className="field-label" htmlFor={id}>
          {t('name')}
        </label>
        <input
          id={id}
          className="number-field data-title"
          value={title}
          maxLength={OWN_DATA_BOUNDS.titleCharacters}
          onChange={(event) => setTitle(event.target.value)}
        />
        <button type="submit" className="button primary" disabled={busy || title.trim() === ''}>
          {t('keepAndUse')}
        </button>
        <button
          type="button"
          className="button"
          disabled={busy || title.trim() === ''}
          onClick={() => void keepBrought(title)}
        >
          {t('keep')}
        </button>
        <button type="button" className="button quiet" onClick={giveUp}>
          {t('discard')}
        </button>
      </form>
    </>
  )
}
