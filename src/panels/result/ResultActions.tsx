import { useTranslation } from 'react-i18next'
import { keepShown } from '../../store/libraryKeeping'
import { tellStorage } from '../../store/libraryTelling'
import { useWorkspace } from '../../store/workspace'
import { TrainButton } from '../train/TrainButton'

const OTHERS = ['judge', 'try', 'export'] as const

/** What can be done with an architecture: train it, judge it, try it, take it away. */
export default function ResultActions() {
  const { t } = useTranslation()
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <>
      <TrainButton />
      {OTHERS.map((action) => (
        <button key={action} type="button" className="button" onClick={() => setDialog(action)}>
          {t(`resultActions.${action}`)}
        </button>
      ))}
      <button type="button" className="button" onClick={() => void keep()}>
        {t('resultActions.keep')}
      </button>
    </>
  )
}

/** In the library, under a name of its own if one likes. */
async function keep(): Promise<void> {
  if (await tellStorage(keepShown())) useWorkspace.getState().notify('kept')
}
