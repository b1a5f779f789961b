import i18next from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bring, giveUp, lookAt, readKept, useData } from '../../store/dataState'
import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'
import { dataEn } from '../language/dataEn'
import { dataZh } from '../language/dataZh'
import { BringFiles } from './BringFiles'
import { BroughtSection } from './BroughtSection'
import { CameraCapture } from './CameraCapture'
import { KeptTable } from './KeptTable'
import { NextSearch } from './NextSearch'
import { DataPicture } from './DataPicture'
import { DataFacts } from './DataFacts'
import { WantedNote } from './WantedNote'
import './data.css'

i18next.addResourceBundle('en', 'data', dataEn)
i18next.addResourceBundle('zh', 'data', dataZh)

/** Data sets of this browser, those that come with the page, and what is brought. */
export default function DataDialog() {
  const { t } = useTranslation('data')
  const setDialog = useWorkspace((state) => state.setDialog)
  const [capturing, setCapturing] = useState(false)
  useEffect(() => void readKept(), [])
  const close = () => {
    giveUp()
    void lookAt(null)
    setDialog(null)
  }
  return (
    <Dialog onClose={close} title={t('title')} description={t('help')} wide>
      <div className="data">
        <WantedNote />
        {capturing ? (
          <CameraCapture
            onDone={(files) => {
              setCapturing(false)
              if (files) void bring(files, t('capture.data'), true)
            }}
          />
        ) : (
          <>
            <BringFiles onCamera={() => setCapturing(true)} />
            <BroughtSection />
            <KeptTable />
            <LookedAt />
            <NextSearch />
          </>
        )}
      </div>
    </Dialog>
  )
}

/** One of those that are kept. */
function LookedAt() {
  const lookedAt = useData((state) => state.lookedAt)
  if (!lookedAt) return null
  const { data, preview } = lookedAt
  return (
    <section className="data-section" aria-label={data.own.title}>
      <h3 className="section-title">{data.own.title}</h3>
      <DataFacts data={data} />
      <DataPicture data={data} preview={preview} />
    </section>
  )
}
