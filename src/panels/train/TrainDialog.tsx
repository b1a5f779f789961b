import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOpen } from '../../store/presentTraining'
import { useTrained } from '../../store/trained'
import { readInterrupted } from '../../store/trainingCommands'
import { useTraining } from '../../store/trainingState'
import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'
import { InterruptedTrainings } from './InterruptedTrainings'
import { LiveTraining } from './LiveTraining'
import { NewTraining } from './NewTraining'
import { TrainedReport } from './TrainedReport'
import { TrainingList, type ListedTraining } from './TrainingList'
import './trainTexts'
import './train.css'

/** Architectures trained from scratch: a new one, the one under way, and those that were. */
export default function TrainDialog() {
  const { t } = useTranslation('train')
  const setDialog = useWorkspace((state) => state.setDialog)
  useEffect(() => void readInterrupted(), [])
  return (
    <Dialog onClose={() => setDialog(null)} title={t('title')} description={t('help')} wide>
      <Trainings />
    </Dialog>
  )
}

function Trainings() {
  const present = useTraining((state) => state.present)
  const results = useTrained((state) => state.results)
  const [asked, setAsked] = useState<ListedTraining>(() => (present ? 'now' : 'new'))
  useResultShown(present?.id ?? null, setAsked)
  const shown = (asked === 'now' && !present) || !exists(asked, results) ? 'new' : asked
  return (
    <div className="trainings">
      <TrainingList shown={shown} onShow={setAsked} />
      <div className="training-shown">
        {(shown === 'new' || (shown === 'now' && present && !isOpen(present))) && (
          <InterruptedTrainings onResumed={() => setAsked('now')} />
        )}
        {shown === 'new' && <NewTraining onStarted={() => setAsked('now')} />}
        {shown === 'now' && present && <LiveTraining training={present} />}
        {typeof shown === 'object' && (
          <TrainedReport key={shown.id} id={shown.id} onAgain={() => setAsked('new')} />
        )}
      </div>
    </div>
  )
}

function exists(asked: ListedTraining, results: readonly { readonly id: string }[]): boolean {
  return typeof asked === 'string' || results.some(({ id }) => id === asked.id)
}

/** When the training that is watched ends well, what it left takes its place. */
function useResultShown(present: string | null, show: (shown: ListedTraining) => void): void {
  const [before, setBefore] = useState(present)
  const newest = useTrained(({ results, chosen }) => (results[0]?.id === chosen ? chosen : null))
  const [known, setKnown] = useState(newest)
  if (present === before && newest === known) return
  setBefore(present)
  setKnown(newest)
  if (before !== null && present === null && newest !== null && newest !== known) {
    show({ id: newest })
  }
}
