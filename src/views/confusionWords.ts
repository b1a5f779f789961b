import type { Evaluation, EvaluationSubject } from '../run/events'
import { CLASS_NAMES, type ClassNames } from './classNames'
import type { ConfusionCounts, ConfusionRow } from './confusionCounts'
import type { SearchDrawingProps, ViewLanguage, ViewWords } from './searchView'
import { headHeight } from './ViewHead'

export interface ConfusionWords extends ViewWords {
  readonly classes: ClassNames
  /** Of whom the images were judged: "the supernet", "the architecture found, with shared weights". */
  readonly subjects: Readonly<Record<EvaluationSubject, string>>
  /** "{images} test images after step {step}: {subject}" */
  note(images: number, step: number, subject: string): string
  /** "not evaluated yet" */
  readonly notYet: string
  /** "rows: what it is; columns: what it was taken for" */
  readonly axes: string
  /** Head of the last column: "right". */
  readonly right: string
  /** "{is} taken for {taken}: {count} of {images} images ({percent})" */
  cell(is: string, taken: string, count: number, images: number, percent: string): string
  /** "{percent} right. Most often confused: {worst}." */
  summary(percent: string, worst: string): string
  readonly none: string
  readonly columns: { readonly is: string; readonly accuracy: string; readonly images: string }
}

export type ConfusionProps = Pick<
  SearchDrawingProps<ConfusionCounts, ConfusionWords>,
  'title' | 'data' | 'words' | 'width'
>

/** At the longest: drawings keep room for them. */
const NOTES_TO_COME = (['supernet', 'shared-weights', 'own-weights'] as const).map((subject) => {
  return { subject, images: 10_000, step: 10_000 }
})

/** What was judged, when, and on how many images. */
export function judgedNote({ evaluation }: ConfusionCounts, words: ConfusionWords): string {
  return evaluation ? evaluationNote(evaluation, words) : words.notYet
}

/** Pixels of the head with any note that is to come. */
export function confusionHead(width: number, words: ConfusionWords): number {
  const notes = NOTES_TO_COME.map((each) => `${evaluationNote(each, words)} · ${words.axes}`)
  return headHeight(notes, width)
}

/** What is told of one cell. */
export function cellText(
  { dataset, rows }: ConfusionCounts,
  words: ConfusionWords,
  is: number,
  taken: number,
): string {
  const names = words.classes(dataset)
  const { counts, images } = rows[is] as ConfusionRow
  const count = counts[taken] ?? 0
  return words.cell(names[is] ?? '', names[taken] ?? '', count, images, percentOf(count / images))
}

function evaluationNote(
  { images, step, subject = 'supernet' }: Pick<Evaluation, 'images' | 'step' | 'subject'>,
  words: ConfusionWords,
): string {
  return words.note(images, step, words.subjects[subject])
}

export const percentOf = (share: number) =>
  Number.isNaN(share) ? '–' : `${(100 * share).toFixed(0)} %`

export function summarise(
  { dataset, evaluation, rows }: ConfusionCounts,
  words: ConfusionWords,
): string {
  const names = words.classes(dataset)
  const mistakes = rows.flatMap(({ counts }, is) =>
    counts.map((images, taken) => ({ is, taken, images })),
  )
  const worst = mistakes
    .filter(({ is, taken, images }) => is !== taken && images > 0)
    .reduce<(typeof mistakes)[number] | null>(
      (most, each) => (most && most.images >= each.images ? most : each),
      null,
    )
  const confused = worst
    ? words.cell(
        names[worst.is] ?? '',
        names[worst.taken] ?? '',
        worst.images,
        rows[worst.is]?.images ?? 0,
        percentOf(worst.images / (rows[worst.is]?.images ?? 0)),
      )
    : words.none
  if (!evaluation) return ''
  return words.summary(`${(100 * evaluation.accuracy).toFixed(1)} %`, confused)
}

export const CONFUSION_WORDS: Readonly<Record<ViewLanguage, ConfusionWords>> = {
  en: {
    title: 'Confusion matrix',
    classes: CLASS_NAMES.en,
    subjects: {
      supernet: 'the supernet with all its branches',
      'shared-weights': 'the architecture found, with shared weights',
      'own-weights': 'the architecture found, trained from scratch',
    },
    note: (images, step, subject) =>
      `${subject}, ${images.toLocaleString('en')} test images after step ${step}`,
    notYet: 'no evaluation yet',
    axes: 'rows: what it is; columns: what it was taken for; strength: share of the row',
    right: 'right',
    cell: (is, taken, count, images, percent) =>
      `${is} taken for ${taken}: ${count} of ${images} images (${percent})`,
    summary: (percent, worst) => `${percent} right. Most often mistaken: ${worst}.`,
    none: 'nothing',
    columns: { is: 'is', accuracy: 'right (%)', images: 'images' },
  },
  zh: {
    title: '混淆矩阵',
    classes: CLASS_NAMES.zh,
    subjects: {
      supernet: '含所有分支的超网络',
      'shared-weights': '找到的架构，共享权重',
      'own-weights': '找到的架构，从头训练',
    },
    note: (images, step, subject) =>
      `${subject}，第 ${step} 步之后，${images.toLocaleString('en')} 张测试图像`,
    notYet: '尚未评估',
    axes: '行：实际类别；列：预测类别；强弱：占该行的比例',
    right: '正确率',
    cell: (is, taken, count, images, percent) =>
      `${is}被认作${taken}：${images} 张中 ${count} 张（${percent}）`,
    summary: (percent, worst) => `${percent} 正确。最常混淆：${worst}。`,
    none: '无',
    columns: { is: '实际类别', accuracy: '正确率（%）', images: '图像数' },
  },
}
