import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DatasetSettings } from '../../run/config'
import { useTrying } from '../../store/trying'
import { useWorkspace } from '../../store/workspace'
import { ClassBars } from '../../views/ClassBars'
import { classTable, type ClassBarsText, type ClassColumn } from '../../views/classAnswers'
import { CLASS_NAMES } from '../../views/classNames'
import { useWidth } from '../../views/useWidth'
import { Drawing } from '../common/Drawing'
import { useDrawingScale } from '../common/useDrawingScale'

interface AnswersProps {
  readonly columns: readonly ClassColumn[]
  readonly dataset: DatasetSettings
  /** What the image is; null where nobody knows. */
  readonly truth: number | null
}

/** Until it is laid out. */
const USUAL_WIDTH = 640

/** What the networks take the image for, side by side. */
export function Answers({ columns, dataset, truth }: AnswersProps) {
  const { t } = useTranslation('try')
  const language = useWorkspace((state) => state.language)
  const { width, ref } = useWidth(USUAL_WIDTH)
  const scale = useDrawingScale()
  const classNames = CLASS_NAMES[language](dataset)
  const text = useMemo(
    (): ClassBarsText => ({
      summary: (title, answers) => t('answers.summary', { title, answers: answers.join('; ') }),
      answer: (name, leaders) => `${name}: ${leaders.join(', ')}`,
      latency: (time) => t('answers.latency', { time }),
      measuring: t('answers.measuring'),
      others: (count) => t('answers.others', { count }),
      truth: t('answers.truth'),
      columns: {
        class: t('answers.class'),
        probability: (name) => t('answers.probability', { name }),
      },
    }),
    [t],
  )
  const title = t('answers.title')
  return (
    <div ref={ref}>
      <Drawing name={title} file="answers" table={() => classTable(columns, classNames, text)}>
        <ClassBars
          title={title}
          columns={columns}
          classNames={classNames}
          truth={truth}
          width={Math.floor(width / scale)}
          text={text}
        />
      </Drawing>
      <Measured />
    </div>
  )
}

/** How latencies were measured, once some are known. */
function Measured() {
  const { t } = useTranslation('try')
  const networks = useTrying((state) => state.networks)
  const measured = Object.values(networks).filter(({ latency, runsOn }) => latency && runsOn)
  const [first] = measured
  if (!first?.latency || !first.runsOn) return null
  const runs = Math.min(
    ...measured.map(({ latency }) => (latency ? latency.batches * latency.repeats : Infinity)),
  )
  const { backend, device } = first.runsOn
  return (
    <p className="note">
      {t('measured', { adapter: device.adapter, backend: t(`backends.${backend}`), runs })}
    </p>
  )
}
