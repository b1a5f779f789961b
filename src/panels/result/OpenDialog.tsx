import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatGenotype } from '../../space/genotypeFormat'
import { PUBLISHED, PUBLISHED_NAMES } from '../../space/published'
import { PUBLISHED_ARCHITECTURES } from '../../space/publishedArchitectures'
import { recogniseArchitecture, type RecognisedArchitecture } from '../../space/recognition'
import { pauseTimeline } from '../../store/replay'
import { RUN_FILE_EXTENSION } from '../common/runFileExtension'
import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'

/** Brings in an architecture: as text in any of its published forms, or one that is well known. */
export default function OpenDialog() {
  const { t } = useTranslation()
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <Dialog onClose={() => setDialog(null)} title={t('open.title')} description={t('open.help')}>
      <OpenForm />
    </Dialog>
  )
}

function OpenForm() {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const importArchitecture = useWorkspace((state) => state.importArchitecture)
  const setDialog = useWorkspace((state) => state.setDialog)
  const setColumn = useWorkspace((state) => state.setColumn)

  const show = (architecture: RecognisedArchitecture, name: string | null) => {
    pauseTimeline()
    const origin = name === null ? 'text' : 'published'
    importArchitecture({ ...architecture, origin, name, accuracy: null, latency: null })
    setColumn('search')
    setDialog(null)
  }
  const showText = () => {
    try {
      show(recogniseArchitecture(text, useWorkspace.getState().history.present.space), null)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        showText()
      }}
    >
      <label className="section-title" htmlFor="genotype-text">
        {t('open.text')}
      </label>
      <textarea
        id="genotype-text"
        className="open-text"
        spellCheck={false}
        value={text}
        placeholder={t('open.placeholder')}
        aria-invalid={problem !== null}
        aria-describedby="genotype-problem"
        onChange={(event) => {
          setText(event.target.value)
          setProblem(null)
        }}
      />
      <p id="genotype-problem" className="note open-error" role="alert">
        {problem && t('open.invalid', { reason: problem })}
      </p>
      <div className="open-foot">
        <button type="submit" className="button primary" disabled={text.trim() === ''}>
          {t('open.show')}
        </button>
        <label className="button quiet open-file">
          {t('open.file')}
          <input
            type="file"
            className="visually-hidden"
            accept={RUN_FILE_EXTENSION}
            onChange={(event) => {
              const [file] = event.target.files ?? []
              if (file) void openRunFile(file)
              setDialog(null)
            }}
          />
        </label>
        <div className="open-published" role="group" aria-label={t('open.published')}>
          <span className="note">{t('open.published')}</span>
          {PUBLISHED_NAMES.map((name) => (
            <button
              key={name}
              type="button"
              className="button quiet"
              onClick={() => {
                const genotype = PUBLISHED[name]
                show({ space: null, text: formatGenotype(genotype), genotype }, name)
              }}
            >
              {name}
            </button>
          ))}
          {Object.entries(PUBLISHED_ARCHITECTURES).map(([name, { space, text: published }]) => (
            <button
              key={name}
              type="button"
              className="button quiet"
              onClick={() => show(recogniseArchitecture(published, space), name)}
            >
              {name}
            </button>
          ))}
        </div>
      </div>
    </form>
  )
}

async function openRunFile(file: File): Promise<void> {
  const { openRun } = await import('../../store/runFile')
  await openRun(file)
}
