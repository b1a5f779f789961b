import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { datasetFormat } from '../../run/datasets'
import { chooseTraining, useTrained } from '../../store/trained'
import type { TryingSession } from '../../store/trying'
import { useTrying } from '../../store/trying'
import { useWorkspace } from '../../store/workspace'
import { CLASS_NAMES } from '../../views/classNames'
import { Segments } from '../common/Segments'
import { Answers } from './Answers'
import { DrawingPad } from './DrawingPad'
import { ExampleChooser } from './ExampleChooser'
import { ImageFile } from './ImageFile'
import { SeenImage } from './SeenImage'
import { TryNotes } from './TryNotes'
import { useColumns } from './useColumns'
import { useExamples } from './useExamples'
import { useShownImage } from './useShownImage'
import type { Tried } from './useTried'

const SOURCES = ['draw', 'file', 'examples'] as const
type Source = (typeof SOURCES)[number]

interface TryPanelProps {
  readonly session: TryingSession
  readonly tried: Tried
  /** After a failure: with a new worker. */
  readonly onAgain: () => void
}

export function TryPanel({ session, tried, onAgain }: TryPanelProps) {
  const { t } = useTranslation('try')
  const [source, setSource] = useState<Source>('draw')
  const language = useWorkspace((state) => state.language)
  const { dataset } = tried
  const { input } = datasetFormat(dataset)
  const classNames = CLASS_NAMES[language](dataset)
  const { found, problem, more } = useExamples(session, dataset)
  const image = useShownImage(session, input, found)
  const columns = useColumns(tried, image.pixels !== null)
  return (
    <div className="try">
      <div className="try-source">
        <Segments
          label={t('source')}
          value={source}
          options={SOURCES.map((name) => ({ name, label: t(`sources.${name}`) }))}
          onChange={setSource}
        />
        {source === 'draw' && (
          <DrawingPad
            width={input.width}
            height={input.height}
            dark={image.dark}
            coloured={input.channels === 3}
            onDraw={(picture) => image.showPicture(picture, 'drawing')}
          />
        )}
        {source === 'file' && (
          <ImageFile onPicture={(picture) => image.showPicture(picture, 'picture')} />
        )}
        {source === 'examples' && found && (
          <ExampleChooser
            examples={found.examples}
            classNames={classNames}
            chosen={image.example?.number ?? null}
            onChoose={image.showExample}
            onMore={more}
          />
        )}
        {source === 'examples' && !found && (
          <p className="note">
            {problem === null ? t('examples.loading') : t('examples.failed', { reason: problem })}
          </p>
        )}
      </div>
      <div className="try-answers">
        <div className="try-head">
          <SeenImage
            pixels={image.pixels}
            caption={
              image.example
                ? t('examples.one', {
                    number: image.example.number,
                    name: classNames[image.example.label] ?? '',
                  })
                : t(`seen.${image.origin}`)
            }
            negative={image.negative}
            onNegative={image.setNegative}
          />
          <TrainingChoice />
        </div>
        <TryNotes tried={tried} onAgain={onAgain} />
        <Answers columns={columns} dataset={dataset} truth={image.example?.label ?? null} />
      </div>
    </div>
  )
}

/** Which of several trained networks answers. */
function TrainingChoice() {
  const { t } = useTranslation('try')
  const results = useTrained((state) => state.results)
  const chosen = useTrained((state) => state.chosen)
  const failed = useTrying((state) => state.failure !== null)
  if (results.length < 2) return null
  return (
    <label className="try-network">
      <span className="field-label">{t('network')}</span>
      <select
        className="number-field"
        value={chosen ?? ''}
        disabled={failed}
        onChange={(event) => chooseTraining(event.target.value)}
      >
        {results.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
