import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LIBRARY_FILE_EXTENSION, LibraryFileError } from '../../store/libraryFile'
import { packLibrary, takeLibrary, useLibrary } from '../../store/libraryState'
import type { ImportOutcome } from '../../store/libraryTransfer'
import { saveFile } from '../common/saveFile'

type Outcome =
  | ({ readonly file: string } & ImportOutcome)
  | {
      readonly file: string
      readonly problem: LibraryFileError['problem'] | 'storage'
      readonly detail: string
    }

/** More would bury the rest. */
const MOST_PROBLEMS = 5

/** The whole library out as one file, and others in. */
export function LibraryFiles({ empty }: { readonly empty: boolean }) {
  const { t } = useTranslation('library')
  const transfer = useLibrary((state) => state.transfer)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const save = async () => {
    const packed = await packLibrary()
    if (packed) saveFile(`${today()}${LIBRARY_FILE_EXTENSION}`, packed)
  }
  const take = async (file: File) => {
    try {
      setOutcome({ file: file.name, ...(await takeLibrary(file)) })
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      setOutcome(
        error instanceof LibraryFileError
          ? { file: file.name, problem: error.problem, detail: error.detail }
          : { file: file.name, problem: 'storage', detail },
      )
    }
  }
  return (
    <div className="library-files">
      <button
        type="button"
        className="button"
        title={t('exportHelp')}
        disabled={empty || transfer !== null}
        onClick={() => void save()}
      >
        {t('export')}
      </button>
      <label className="button quiet library-import">
        {t('import')}
        <input
          type="file"
          className="visually-hidden"
          accept=".zip,application/zip"
          disabled={transfer !== null}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) void take(file)
            // The same file again is news, too.
            event.target.value = ''
          }}
        />
      </label>
      {transfer && (
        <progress
          value={transfer.fraction}
          aria-label={t(transfer.kind === 'export' ? 'exporting' : 'importing')}
        />
      )}
      <div className="library-outcome" role="status">
        {outcome && <OutcomeText outcome={outcome} />}
      </div>
    </div>
  )
}

function OutcomeText({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useTranslation('library')
  if ('problem' in outcome) {
    const { file, problem, detail } = outcome
    return <p className="note library-failure">{t(`imports.${problem}`, { file, detail })}</p>
  }
  const { added, updated, known, problems } = outcome
  return (
    <>
      <p className="note">
        {t('imported.added', { count: added })}{' '}
        {updated > 0 && t('imported.updated', { count: updated })}{' '}
        {known > 0 && t('imported.known', { count: known })}
      </p>
      {problems.length > 0 && (
        <>
          <p className="note library-failure">
            {t('imported.problems', { count: problems.length })}
          </p>
          {problems.slice(0, MOST_PROBLEMS).map((problem) => (
            <p key={problem} className="note">
              {problem}
            </p>
          ))}
        </>
      )}
    </>
  )
}

const today = () => new Date().toISOString().slice(0, 10)
