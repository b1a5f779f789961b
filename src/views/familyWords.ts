import type { Candidate } from '../run/events'
import type { Relation } from './familyTree'
import type { ViewWords } from './searchView'
import type { DecisionNames } from './tapeLayout'

/** Words of the family tree. */
export interface FamilyWords extends ViewWords {
  readonly decisions: DecisionNames
  readonly origins: Readonly<Record<Candidate['origin'], string>>
  /** Of somebody without parents. */
  readonly founder: string
  /** Before what changed: "mutation: ", "from #3, with some of #7: " */
  change(origin: string, other: string | null, changes: string): string
  readonly unchanged: string
  readonly best: string
  readonly found: string
  readonly chosen: string
  /** In place of those left out. */
  between(count: number): string
  /** Of all that come from the founder. */
  family(shown: number, whole: number): string
  readonly relations: Readonly<Record<Relation, string>>
  summary(
    title: string,
    self: string,
    generations: number,
    founder: string,
    latest: string,
    descendants: number,
  ): string
  readonly columns: {
    readonly relation: string
    readonly id: string
    readonly parents: string
    readonly change: string
    readonly accuracy: string
    readonly step: string
    readonly architecture: string
  }
}

export const FAMILY_WORDS: Readonly<Record<'en' | 'zh', FamilyWords>> = {
  en: {
    title: 'Family tree',
    decisions: {
      kinds: { inputs: 'inputs', operation: 'op', skip: 'skip', width: 'width' },
      groups: {
        normal: 'normal',
        reduce: 'reduction',
        node: 'node',
        layer: 'layer',
        stages: 'stage',
      },
      none: 'no skip',
    },
    origins: {
      sample: 'sampled',
      random: 'random',
      mutation: 'mutated',
      crossover: 'crossed',
      neighbour: 'neighbour',
    },
    founder: 'founder, drawn at random',
    change: (origin, other, changes) =>
      other === null ? `${origin}: ${changes}` : `${origin} with ${other}: ${changes}`,
    unchanged: 'nothing changed',
    best: 'best so far',
    found: 'found',
    chosen: 'chosen',
    between: (count) => `${count} ${count === 1 ? 'ancestor' : 'ancestors'} between`,
    family: (shown, whole) =>
      shown === whole ? `family of ${whole}` : `${shown} of a family of ${whole}`,
    relations: {
      ancestor: 'ancestor',
      self: 'itself',
      descendant: 'descendant',
      relative: 'relative',
    },
    summary: (title, self, generations, founder, latest, descendants) =>
      `${title} of ${self}: ${generations} steps from ${founder}. Last step: ${latest}. Descendants: ${descendants}.`,
    columns: {
      relation: 'Relation',
      id: 'Number',
      parents: 'Parents',
      change: 'What changed',
      accuracy: 'Accuracy, %',
      step: 'Step',
      architecture: 'Architecture',
    },
  },
  zh: {
    title: '家谱',
    decisions: {
      kinds: { inputs: '输入', operation: '操作', skip: '跳连', width: '宽度' },
      groups: { normal: '普通', reduce: '缩减', node: '节点', layer: '层', stages: '阶段' },
      none: '不跳连',
    },
    origins: {
      sample: '采样',
      random: '随机',
      mutation: '变异',
      crossover: '交叉',
      neighbour: '邻居',
    },
    founder: '始祖，随机抽取',
    change: (origin, other, changes) =>
      other === null ? `${origin}：${changes}` : `与 ${other} ${origin}：${changes}`,
    unchanged: '没有变化',
    best: '目前最佳',
    found: '结果',
    chosen: '选中',
    between: (count) => `中间还有 ${count} 代祖先`,
    family: (shown, whole) =>
      shown === whole ? `家族共 ${whole} 个` : `家族 ${whole} 个中的 ${shown} 个`,
    relations: { ancestor: '祖先', self: '本身', descendant: '后代', relative: '亲属' },
    summary: (title, self, generations, founder, latest, descendants) =>
      `${self} 的${title}：距 ${founder} ${generations} 步。最后一步：${latest}。后代：${descendants}。`,
    columns: {
      relation: '关系',
      id: '编号',
      parents: '亲代',
      change: '变化',
      accuracy: '准确率，%',
      step: '步',
      architecture: '架构',
    },
  },
}
