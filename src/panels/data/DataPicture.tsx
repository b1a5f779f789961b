import { useTranslation } from 'react-i18next'
import type { DataPreview, KeptData } from '../../run/ownData'
import { ClassBalance, classBalanceTable } from '../../views/ClassBalance'
import { useWidth } from '../../views/useWidth'
import { Drawing } from '../common/Drawing'
import { classImages } from './classImages'
import { PreviewGrid } from './PreviewGrid'

const USUAL_WIDTH = 420

/** How many images of each class there are, and a few of them on the same lines. */
export function DataPicture({
  data,
  preview,
}: {
  readonly data: KeptData
  readonly preview: DataPreview
}) {
  const { t } = useTranslation('data')
  const { width, ref } = useWidth(USUAL_WIDTH)
  const classes = classImages(data)
  const text = {
    columns: { name: t('columns.name'), train: t('columns.train'), test: t('columns.test') },
    summary: (title: string, told: string) => t('summary', { title, classes: told }),
  }
  return (
    // Many classes scroll, so the keyboard must be able to reach them.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="data-picture" role="group" aria-label={t('balance')} tabIndex={0}>
      <div ref={ref} className="data-balance">
        <Drawing
          name={t('balance')}
          file="class-balance"
          table={() => classBalanceTable(classes, text)}
        >
          <ClassBalance title={t('balance')} classes={classes} width={width} text={text} />
        </Drawing>
      </div>
      <PreviewGrid preview={preview} label={t('previews')} />
    </div>
  )
}
