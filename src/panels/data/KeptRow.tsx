import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OWN_DATA_BOUNDS } from '../../run/configBounds'
import { testImagesOf, trainImagesOf, type KeptData } from '../../run/ownData'
import { lookAt, removeData, renameData, useData } from '../../store/dataState'
import { figure } from '../../views/classBalanceLayout'
import { UseButton } from './UseButton'
import { useFormText } from './useFormText'

interface KeptRowProps {
  readonly data: KeptData
  readonly used: boolean
  readonly onUse: () => void
}

const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`

/** A data set that this browser keeps: used, looked at, renamed, deleted. */
export function KeptRow({ data, used, onUse }: KeptRowProps) {
  const { t } = useTranslation('data')
  const formText = useFormText()
  const shown = useData((state) => state.lookedAt?.data.name === data.name)
  const [renaming, setRenaming] = useState(false)
  const [asked, setAsked] = useState(false)
  const { own, name } = data
  const { title } = own
  return (
    <tr>
      <th scope="row">
        {renaming ? (
          <TitleField
            title={title}
            onDone={(next) => {
              setRenaming(false)
              if (next !== null && next !== title) void renameData(name, next)
            }}
          />
        ) : (
          title
        )}
      </th>
      <td>
        {t('imageCounts', { train: figure(trainImagesOf(data)), test: figure(testImagesOf(data)) })}
      </td>
      <td>{formText(own)}</td>
      <td>{mebibytes(data.bytes)}</td>
      <td className="data-actions">
        <UseButton title={title} used={used} onUse={onUse} />
        <button
          type="button"
          className="button quiet"
          aria-label={t('lookNamed', { title })}
          aria-pressed={shown}
          onClick={() => void lookAt(shown ? null : data)}
        >
          {t('look')}
        </button>
        <button
          type="button"
          className="button quiet"
          aria-label={t('renameNamed', { title })}
          onClick={() => setRenaming(true)}
        >
          {t('rename')}
        </button>
        <button
          type="button"
          className="button quiet"
          aria-label={asked ? t('removeSure') : t('removeNamed', { title })}
          onBlur={() => setAsked(false)}
          onClick={() => (asked ? void removeData(name) : setAsked(true))}
        >
          {asked ? t('removeSure') : t('remove')}
        </button>
      </td>
    </tr>
  )
}

interface TitleFieldProps {
  readonly title: string
  /** Null when it stays as it was. */
  readonly onDone: (title: string | null) => void
}

function TitleField({ title, onDone }: TitleFieldProps) {
  const { t } = useTranslation('data')
  const [draft, setDraft] = useState(title)
  const done = () => onDone(draft.trim() || null)
  return (
    <input
      className="number-field data-title"
      aria-label={t('newName', { title })}
      value={draft}
      maxLength={OWN_DATA_BOUNDS.titleCharacters}
      ref={(input) => input?.focus()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done()
        if (event.key !== 'Escape') return
        // The dialog stays open.
        event.stopPropagation()
        onDone(null)
      }}
    />
  )
}
