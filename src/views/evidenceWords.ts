import type { ViewLanguage } from './searchView'
import type { EvidenceWords } from './shownEvidence'

/** What the drawings of single images have in common to say. */
export const EVIDENCE_WORDS: Readonly<Record<ViewLanguage, EvidenceWords>> = {
  en: {
    subjects: {
      supernet: 'the mixture of all branches',
      best: 'the best judged so far, with shared weights',
      trained: 'the path trained last',
      found: 'the architecture found',
    },
    byBatch: 'batch norm by the batch shown',
    notYet: 'after the first step',
    after: (step) => `after step ${step}`,
  },
  zh: {
    subjects: {
      supernet: '所有分支的混合',
      best: '目前评判最好的架构，共享权重',
      trained: '最近训练的路径',
      found: '找到的架构',
    },
    byBatch: '批归一化按所示批次',
    notYet: '第一步之后显示',
    after: (step) => `第 ${step} 步之后`,
  },
}
