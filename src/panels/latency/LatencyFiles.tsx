import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LatencyDevice } from '../../store/latencyArchive'
import { LATENCY_FILE_EXTENSION } from '../../store/latencyFile'
import { importLatencies, latencyFileOf, type ImportProblem } from '../../store/latencyFiles'
import { saveFile } from '../common/saveFile'

interface ImportOutcome {
  readonly devices: number
  readonly problems: readonly ImportProblem[]
}

/** This device's figures out as a file, and those of others in. */
export function LatencyFiles({ here }: { readonly here: LatencyDevice | null }) {
  const { t } = useTranslation('latency')
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null)
  const take = async (files: readonly File[]) => {
    const problems = await importLatencies(files)
    setOutcome({ devices: files.length - problems.length, problems })
  }
  return (
    <>
      <div className="latency-files">
        <button
          type="button"
          className="button"
          disabled={!here}
          onClick={() => here && saveFile(fileName(here), latencyFileOf(here))}
        >
          {t('export')}
        </button>
        <label className="button quiet latency-import">
          {t('import')}
          <input
            type="file"
            className="visually-hidden"
            accept=".json,application/json"
            multiple
            onChange={(event) => {
              const { files } = event.target
              if (files) void take([...files])
              // The same file again is news, too.
              event.target.value = ''
            }}
          />
        </label>
      </div>
      {outcome && (
        <div className="latency-import-outcome" role="status">
          {outcome.devices > 0 && (
            <p className="note">{t('imported', { count: outcome.devices })}</p>
          )}
          {outcome.problems.map(({ file, problem, detail }) => (
            <p key={file} className="note latency-failure">
              {t(`imports.${problem}`, { file, detail })}
            </p>
          ))}
        </div>
      )}
    </>
  )
}

/** The adapter's name in characters that any file system takes. */
function fileName({ adapter }: LatencyDevice): string {
  const name = adapter.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
  return `${name || 'device'}${LATENCY_FILE_EXTENSION}`
}
