import type { PartKind } from '../network/networkParts'
import type { StackSubject } from './networkStack'
import type { ViewLanguage, ViewWords } from './searchView'

/** Words of the whole network. Comments give the English. */
export interface NetworkStackWords extends ViewWords {
  /** "all candidates", "derived now", "best so far", "found" */
  readonly subjects: Readonly<Record<StackSubject, string>>
  /** "cell 2" */
  part(kind: PartKind, index: number): string
  readonly reduces: string
  readonly macs: string
  readonly parameters: string
  /** "Σ 1.9 ms, operations by themselves" */
  readonly latency: string
  /** "share of MACs" and "share of latency, measured on {adapter}". */
  readonly shareOfMacs: string
  shareOfLatency(adapter: string): string
  readonly mixture: string
  readonly derived: string
  readonly unfoldAll: string
  readonly foldAll: string
  /** First and last node of a cell, and the bar that joins loose ends. */
  readonly input: string
  readonly output: string
  readonly concat: string
  /** "{title}, {subject}: {count} parts, {figures}. {parts}." */
  summary(title: string, subject: string, count: number, figures: string, parts: string): string
  readonly columns: {
    readonly part: string
    readonly height: string
    readonly width: string
    readonly channels: string
    readonly macs: string
    readonly share: string
    readonly parameters: string
    readonly latency: string
    readonly holds: string
  }
}

const EN_PARTS: Readonly<Record<PartKind, string>> = {
  stem: 'stem',
  cell: 'cell',
  residual: 'residual block',
  layer: 'layer',
  block: 'block',
  head: 'head and classifier',
}

const ZH_PARTS: Readonly<Record<PartKind, string>> = {
  stem: '主干',
  cell: '单元',
  residual: '残差块',
  layer: '层',
  block: '块',
  head: '头部与分类器',
}

const named = (names: Readonly<Record<PartKind, string>>) => (kind: PartKind, index: number) =>
  kind === 'stem' || kind === 'head' ? names[kind] : `${names[kind]} ${index + 1}`

export const NETWORK_STACK_WORDS: Readonly<Record<ViewLanguage, NetworkStackWords>> = {
  en: {
    title: 'The whole network',
    subjects: {
      supernet: 'all candidates at once',
      derived: 'as derived now',
      best: 'the best so far',
      found: 'as found',
    },
    part: named(EN_PARTS),
    reduces: 'reduces',
    macs: 'MACs',
    parameters: 'parameters',
    latency: 'operations one by one',
    shareOfMacs: 'share of MACs',
    shareOfLatency: (adapter) => `share of latency, measured on ${adapter}`,
    mixture: 'mixture',
    derived: 'derived',
    unfoldAll: 'unfold all',
    foldAll: 'fold all',
    input: 'in',
    output: 'out',
    concat: 'concat',
    summary: (title, subject, count, figures, parts) =>
      `${title}, ${subject}: ${count} parts, ${figures}. ${parts}.`,
    columns: {
      part: 'Part',
      height: 'Height',
      width: 'Width',
      channels: 'Channels',
      macs: 'MACs per image',
      share: 'Share of MACs',
      parameters: 'Parameters',
      latency: 'Latency (ms)',
      holds: 'Holds',
    },
  },
  zh: {
    title: '整个网络',
    subjects: {
      supernet: '全部候选同时',
      derived: '当前导出',
      best: '目前最佳',
      found: '搜索结果',
    },
    part: named(ZH_PARTS),
    reduces: '降采样',
    macs: 'MACs',
    parameters: '参数',
    latency: '各操作单独',
    shareOfMacs: 'MACs 占比',
    shareOfLatency: (adapter) => `延迟占比，于 ${adapter} 测得`,
    mixture: '混合',
    derived: '导出',
    unfoldAll: '全部展开',
    foldAll: '全部收起',
    input: '入',
    output: '出',
    concat: '拼接',
    summary: (title, subject, count, figures, parts) =>
      `${title}，${subject}：${count} 个部分，${figures}。${parts}。`,
    columns: {
      part: '部分',
      height: '高',
      width: '宽',
      channels: '通道',
      macs: '每张图像 MACs',
      share: 'MACs 占比',
      parameters: '参数',
      latency: '延迟（ms）',
      holds: '内容',
    },
  },
}
