import i18next from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readComparisons } from '../../store/compareState'
import { readJudging, useJudging } from '../../store/judgingState'
import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'
import { Segments } from '../common/Segments'
import { judgeEn } from '../language/judgeEn'
import { judgeZh } from '../language/judgeZh'
import { FidelityTab } from './FidelityTab'
import { JudgingTab } from './JudgingTab'
import './judge.css'

i18next.addResourceBundle('en', 'judge', judgeEn)
i18next.addResourceBundle('zh', 'judge', judgeZh)

const TABS = ['judging', 'fidelity'] as const

/** Whether searches beat luck, and whether shared weights rank as training alone does. */
export default function JudgeDialog() {
  const { t } = useTranslation('judge')
  const setDialog = useWorkspace((state) => state.setDialog)
  const read = useJudging((state) => state.read)
  const [tab, setTab] = useState<(typeof TABS)[number]>('judging')
  useEffect(() => {
    void readComparisons()
    void readJudging()
  }, [])
  return (
    <Dialog onClose={() => setDialog(null)} title={t('title')} description={t('help')} wide>
      <div className="judge">
        <Segments
          label={t('tabs')}
          value={tab}
          options={TABS.map((name) => ({ name, label: t(`tab.${name}`) }))}
          onChange={setTab}
        />
        {read && (tab === 'judging' ? <JudgingTab /> : <FidelityTab />)}
      </div>
    </Dialog>
  )
}
