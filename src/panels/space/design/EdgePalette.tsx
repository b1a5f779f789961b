import { useTranslation } from 'react-i18next'
import type { AnyOperation } from '../../../space/anyOperation'
import type { EdgeEdit } from '../../../space/edgeEdits'
import { CandidateToggles, type Presence } from './CandidateToggles'
import type { EdgeState } from './edgeStates'

interface EdgePaletteProps {
  readonly operations: readonly AnyOperation[]
  /** The edges that are edited together; at least one. */
  readonly edges: readonly EdgeState[]
  /** Whether `none` on an edge decides if it is forced: where every edge has one operation. */
  readonly noneDecides: boolean
  readonly onEdit: (edit: EdgeEdit) => void
}

/** What may stand on some edges. */
export function EdgePalette({ operations, edges, noneDecides, onEdit }: EdgePaletteProps) {
  const { t } = useTranslation()
  const forced = edges.every((edge) => edge.forced)
  const forbidden = edges.every((edge) => edge.closed === 'forbidden')
  const helpless = noneDecides && !operations.includes('none')
  const mixed =
    edges.some(({ differs }) => differs) || operations.some((o) => presence(o) === 'some')
  function presence(operation: AnyOperation): Presence {
    if (edges.every(({ candidates }) => candidates.includes(operation))) return 'all'
    const somewhere = edges.some(
      ({ candidates, partly }) => candidates.includes(operation) || partly.includes(operation),
    )
    return somewhere ? 'some' : 'none'
  }
  return (
    <>
      <CandidateToggles
        operations={operations}
        presence={presence}
        onChange={(operation, allowed) =>
          onEdit({ kind: allowed ? 'allow' : 'disallow', operation })
        }
      />
      {mixed && <p className="note">{t('editor.inSome')}</p>}
      <div className="palette-actions">
        <button type="button" className="button quiet" onClick={() => onEdit({ kind: 'every' })}>
          {t('editor.every')}
        </button>
        <button
          type="button"
          className="button quiet"
          aria-pressed={forbidden}
          disabled={helpless}
          onClick={() => onEdit({ kind: forbidden ? 'every' : 'forbid' })}
        >
          {t('editor.forbid')}
        </button>
        <button
          type="button"
          className="button quiet"
          aria-pressed={forced}
          disabled={helpless}
          onClick={() => onEdit({ kind: forced ? 'release' : 'force' })}
        >
          {t('editor.force')}
        </button>
      </div>
      <p className="note">
        {helpless
          ? t('editor.forceNeedsNone')
          : noneDecides
            ? t('editor.forceHelpNone')
            : t('editor.forceHelp')}
      </p>
    </>
  )
}
