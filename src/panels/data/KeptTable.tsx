import { useTranslation } from 'react-i18next'
import {
  FASHION_MNIST_SHARDS,
  fashionMnistSettings,
  keptDataSettings,
  withDataset,
  type FashionMnistShard,
} from '../../run/chosenData'
import type { DatasetSettings } from '../../run/config'
import { FASHION_MNIST, FASHION_MNIST_FORMAT } from '../../run/datasets'
import { useData } from '../../store/dataState'
import { useWorkspace } from '../../store/workspace'
import { figure } from '../../views/classBalanceLayout'
import { KeptRow } from './KeptRow'
import { UseButton } from './UseButton'
import { useFormText } from './useFormText'

const SHARDS = Object.keys(FASHION_MNIST_SHARDS) as readonly FashionMnistShard[]

/** What comes with the page, and what this browser keeps besides. */
export function KeptTable() {
  const { t } = useTranslation('data')
  const kept = useData((state) => state.kept)
  const used = useWorkspace((state) => state.history.present.dataset)
  const editConfig = useWorkspace((state) => state.editConfig)
  const use = (settings: DatasetSettings) => editConfig((config) => withDataset(config, settings))
  const usedShard = (shard: FashionMnistShard) =>
    used.name === FASHION_MNIST &&
    (shard === 'starter') === used.trainImages <= FASHION_MNIST_SHARDS.starter.trainImages
  return (
    <section className="data-section" aria-label={t('kept')}>
      <h3 className="section-title">{t('kept')}</h3>
      {/* A wide table scrolls, so the keyboard must be able to reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="data-table" role="group" aria-label={t('kept')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('heads.name')}</th>
              <th scope="col">{t('heads.images')}</th>
              <th scope="col">{t('heads.form')}</th>
              <th scope="col">{t('heads.size')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {SHARDS.map((shard) => (
              <Shard
                key={shard}
                shard={shard}
                used={usedShard(shard)}
                onUse={() => use(fashionMnistSettings(shard))}
              />
            ))}
            {kept?.map((data) => (
              <KeptRow
                key={data.name}
                data={data}
                used={used.name === data.name}
                onUse={() => use(keptDataSettings(data))}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface ShardProps {
  readonly shard: FashionMnistShard
  readonly used: boolean
  readonly onUse: () => void
}

function Shard({ shard, used, onUse }: ShardProps) {
  const { t } = useTranslation('data')
  const formText = useFormText()
  const { trainImages, testImages } = FASHION_MNIST_SHARDS[shard]
  const title = t(`shards.${shard}`)
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{t('imageCounts', { train: figure(trainImages), test: figure(testImages) })}</td>
      <td>{formText(FASHION_MNIST_FORMAT.input)}</td>
      <td className="note">{t('withPage')}</td>
      <td className="data-actions">
        <UseButton title={title} used={used} onUse={onUse} />
      </td>
    </tr>
  )
}
