import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { datasetFormat } from '../../run/datasets'
import type { TrainingResult } from '../../run/training'
import { useWorkspace } from '../../store/workspace'
import { classFigures } from '../../views/classAccuracies'
import { CLASS_NAMES } from '../../views/classNames'
import { CLASS_FIGURES_WORDS, ClassFigures, classFiguresTable } from '../../views/ClassFigures'
import { confusionRows, type ConfusionCounts } from '../../views/confusionCounts'
import { ConfusionMatrix, confusionTable } from '../../views/ConfusionMatrix'
import { CONFUSION_WORDS } from '../../views/confusionWords'
import { pixelImage } from '../../views/pixelImage'
import {
  WORST_MISTAKES_WORDS,
  WorstMistakes,
  worstMistakesTable,
  type DrawnMistake,
} from '../../views/WorstMistakes'
import { Drawing } from '../common/Drawing'
import { grouped } from '../common/format'
import { useDrawnWidth } from './useDrawnWidth'

/** Until they are laid out. */
const USUAL_WIDTH = { half: 420, whole: 860 }

/** What test images say of a trained network: by class, what is taken for what, and the worst of it. */
export function TestDrawings({ result }: { readonly result: TrainingResult }) {
  const { width: half, ref: halfRef } = useDrawnWidth(USUAL_WIDTH.half)
  const { width: whole, ref: wholeRef } = useDrawnWidth(USUAL_WIDTH.whole)
  return (
    <>
      <div className="training-halves">
        <div ref={halfRef}>
          <Classes result={result} width={half} />
        </div>
        <div>
          <Confusion result={result} width={half} />
        </div>
      </div>
      <div ref={wholeRef}>
        <Mistakes result={result} width={whole} />
      </div>
    </>
  )
}

interface PartProps {
  readonly result: TrainingResult
  readonly width: number
}

/** In the reader's language, where they are known in it. */
function useClassNames({ config, classNames }: TrainingResult): readonly string[] {
  const language = useWorkspace((state) => state.language)
  const translated = CLASS_NAMES[language](config.dataset)
  return translated.length === classNames.length ? translated : classNames
}

function Classes({ result, width }: PartProps) {
  const language = useWorkspace((state) => state.language)
  const names = useClassNames(result)
  const { test } = result
  const words = CLASS_FIGURES_WORDS[language]
  const figures = useMemo(() => classFigures(test, names), [test, names])
  return (
    <Drawing name={words.title} file="test-classes" table={() => classFiguresTable(figures, words)}>
      <ClassFigures
        figures={figures}
        accuracy={test.correct / test.images}
        width={width}
        words={words}
      />
    </Drawing>
  )
}

function Confusion({ result, width }: PartProps) {
  const { t } = useTranslation('train')
  const language = useWorkspace((state) => state.language)
  const { test, config, classNames, steps } = result
  const words = useMemo(
    () => ({
      ...CONFUSION_WORDS[language],
      note: (images: number) => t('confusionNote', { images: grouped(images) }),
    }),
    [language, t],
  )
  const data = useMemo((): ConfusionCounts => {
    const { images, correct, loss, confusion } = test
    return {
      dataset: config.dataset,
      evaluation: {
        step: steps,
        images,
        loss,
        accuracy: correct / images,
        subject: 'own-weights',
        confusion,
      },
      rows: confusionRows(confusion, classNames.length),
    }
  }, [test, config, classNames, steps])
  return (
    <Drawing name={words.title} file="test-confusion" table={() => confusionTable(data, words)}>
      <ConfusionMatrix title={words.title} data={data} words={words} width={width} />
    </Drawing>
  )
}

function Mistakes({ result, width }: PartProps) {
  const language = useWorkspace((state) => state.language)
  const names = useClassNames(result)
  const words = WORST_MISTAKES_WORDS[language]
  const { test, config } = result
  const drawn = useMemo(() => {
    const { height, width: across, channels } = datasetFormat(config.dataset).input
    return test.mistakes.map(
      ({ image, label, taken, confidence, labelConfidence, pixels }): DrawnMistake => ({
        image,
        href: pixelImage({ height, width: across, channels, bytes: pixels }),
        is: names[label] ?? '',
        taken: names[taken] ?? '',
        isShare: labelConfidence,
        takenShare: confidence,
      }),
    )
  }, [test, config, names])
  return (
    <Drawing name={words.title} file="test-mistakes" table={() => worstMistakesTable(drawn, words)}>
      <WorstMistakes
        mistakes={drawn}
        all={test.images - test.correct}
        width={width}
        words={words}
      />
    </Drawing>
  )
}
