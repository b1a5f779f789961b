import { useTranslation } from 'react-i18next'
import { trainedShare } from '../../store/presentTraining'
import { chooseTraining, useTrained } from '../../store/trained'
import { useTraining } from '../../store/trainingState'
import { percent } from '../common/format'

/** A training that can be looked at: a new one, the one under way, or one that was kept. */
export type ListedTraining = 'new' | 'now' | { readonly id: string }

interface TrainingListProps {
  readonly shown: ListedTraining
  readonly onShow: (shown: ListedTraining) => void
}

/** What can be looked at; what is under way and what was trained, newest first. */
export function TrainingList({ shown, onShow }: TrainingListProps) {
  const { t } = useTranslation('train')
  const present = useTraining((state) => state.present)
  const results = useTrained((state) => state.results)
  if (!present && results.length === 0) return null
  return (
    <nav className="training-list" aria-label={t('list')}>
      <Entry name={t('new')} figure="" current={shown === 'new'} onShow={() => onShow('new')} />
      {present && (
        <Entry
          name={t('now', { name: present.name })}
          figure={`${Math.floor(100 * trainedShare(present))} %`}
          current={shown === 'now'}
          onShow={() => onShow('now')}
        />
      )}
      {results.map(({ id, name, result: { test } }) => (
        <Entry
          key={id}
          name={name}
          figure={percent(test.correct / test.images)}
          current={typeof shown === 'object' && shown.id === id}
          onShow={() => {
            chooseTraining(id)
            onShow({ id })
          }}
        />
      ))}
    </nav>
  )
}

function Entry(props: {
  readonly name: string
  readonly figure: string
  readonly current: boolean
  readonly onShow: () => void
}) {
  const { name, figure, current, onShow } = props
  return (
    <button
      type="button"
      className="training-entry"
      aria-current={current || undefined}
      onClick={onShow}
    >
      <span className="training-entry-name">{name}</span>
      <span className="training-entry-figure">{figure}</span>
    </button>
  )
}
