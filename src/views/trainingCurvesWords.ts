import type { ViewLanguage } from './searchView'
import type { TrainingMetric } from './trainingCurvesLayout'

export interface TrainingCurvesWords {
  readonly titles: Readonly<Record<TrainingMetric, string>>
  readonly train: string
  readonly validation: string
  /** At the end of the learning rate's line. */
  readonly rate: string
  readonly step: string
  /** "raw values faint, their mean over {window} steps on top" */
  smoothed(window: number): string
  /** What a loss is of: "smoothed labels and auxiliary head included" where there are such. */
  readonly lossParts: string
  readonly none: string
  /** "ringed: best {value}, step {step}" */
  best(value: string, step: number): string
  /** "{title} over {steps} steps: training from {first} to {last}{rest}" */
  summary(title: string, steps: number, first: string, last: string): string
  /** "; validation {last}, best {best} after step {step}" */
  judged(last: string, best: string, step: number): string
  readonly columns: {
    readonly step: string
    readonly loss: string
    readonly accuracy: string
    readonly rate: string
    readonly seconds: string
    readonly validationLoss: string
    readonly validationAccuracy: string
    readonly best: string
  }
}

export const TRAINING_CURVES_WORDS: Readonly<Record<ViewLanguage, TrainingCurvesWords>> = {
  en: {
    titles: {
      loss: 'Loss (nats)',
      accuracy: 'Accuracy',
      rate: 'Learning rate',
    },
    train: 'training',
    validation: 'validation',
    rate: 'rate',
    step: 'Step',
    smoothed: (window) => `training: every batch faint, mean of ${window} steps on top`,
    lossParts: 'with smoothed labels and auxiliary head',
    none: 'nothing yet',
    best: (value, step) => `ringed: best ${value}, step ${step}`,
    summary: (title, steps, first, last) =>
      `${title} over ${steps} steps: training from ${first} to ${last}`,
    judged: (last, best, step) => `; validation ${last}, best ${best} after step ${step}`,
    columns: {
      step: 'step',
      loss: 'training loss',
      accuracy: 'training accuracy (%)',
      rate: 'learning rate',
      seconds: 'time (s)',
      validationLoss: 'validation loss',
      validationAccuracy: 'validation accuracy (%)',
      best: 'best so far',
    },
  },
  zh: {
    titles: {
      loss: '损失（纳特）',
      accuracy: '准确率',
      rate: '学习率',
    },
    train: '训练',
    validation: '验证',
    rate: '学习率',
    step: '步',
    smoothed: (window) => `训练：浅色为每个批次，深色为 ${window} 步的均值`,
    lossParts: '含标签平滑与辅助头',
    none: '尚无',
    best: (value, step) => `圈出：最佳 ${value}，第 ${step} 步`,
    summary: (title, steps, first, last) => `${title}，${steps} 步：训练从 ${first} 到 ${last}`,
    judged: (last, best, step) => `；验证 ${last}，最佳 ${best}（第 ${step} 步之后）`,
    columns: {
      step: '步',
      loss: '训练损失',
      accuracy: '训练准确率（%）',
      rate: '学习率',
      seconds: '时间（秒）',
      validationLoss: '验证损失',
      validationAccuracy: '验证准确率（%）',
      best: '至此最佳',
    },
  },
}
