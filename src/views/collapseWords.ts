import type { CollapseState } from './collapse'
import type { ViewWords } from './searchView'

/** Words of the collapse meter. */
export interface CollapseWords extends ViewWords {
  readonly step: string
  readonly states: Readonly<Record<CollapseState, string>>
  /** What the state rests on, in one sentence. */
  readonly reasons: Readonly<Record<CollapseState, string>>
  /** "3 of 8 kept edges skip, 4 have no weights" */
  counted(skips: number, weightless: number, kept: number): string
  /** Over the lower part: what is measured there. */
  readonly strengths: string
  readonly skip: string
  readonly weightless: string
  readonly largest: string
  /** "largest gate 1.31 × uniform" */
  times(name: string, ratio: string): string
  summary(title: string, step: number, state: string, counted: string, figures: string): string
  readonly explain: string
  /** Paragraphs: why it happens, how it is judged and by whose rule, what helps. */
  readonly explanation: readonly string[]
  readonly columns: {
    readonly state: string
    readonly kept: string
    readonly skips: string
    readonly weightless: string
    readonly skipStrength: string
    readonly noneStrength: string
    readonly leader: string
    readonly leaderStrength: string
    readonly largest: string
  }
}

export const COLLAPSE_WORDS: Readonly<Record<'en' | 'zh', CollapseWords>> = {
  en: {
    title: 'Collapse meter',
    step: 'Step',
    states: {
      early: 'Too early to tell',
      none: 'No sign of collapse',
      watch: 'Watch',
      collapsing: 'Collapsing',
      collapsed: 'Collapsed',
    },
    reasons: {
      early: 'No gate is 10 % above uniform yet: the derived cell is nearly drawn by lot.',
      none: 'Fewer than two of the kept edges are skip connections.',
      watch: 'Two or more of the kept edges are skip connections: DARTS+ would stop here.',
      collapsing: 'Half of the kept edges or more are skip connections.',
      collapsed: 'Hardly anything that is kept has weights left to train.',
    },
    counted: (skips, weightless, kept) =>
      `${skips} of ${kept} kept edges skip, ${weightless} have no weights`,
    strengths: 'gate, × uniform',
    skip: 'skip, mean',
    weightless: 'no weights',
    largest: 'largest',
    times: (name, ratio) => `${name} ${ratio} × uniform`,
    summary: (title, step, state, counted, figures) =>
      `${title} at step ${step}: ${state}. Normal cell: ${counted}. ${figures}.`,
    explain: 'Why it happens, and how it is judged',
    explanation: [
      'A skip connection has nothing to learn. While the convolutions beside it are still untrained, it is the best way through the cell, so the search raises its gate; and the more it is given, the less the convolutions learn. The mixture’s validation loss goes on falling, but the cell that is cut out of it is shallow and has little left to train.',
      'Judged are the edges of the normal cell that derivation keeps and that had a choice. Two skip connections or more: watch. That is the first stopping rule of DARTS+ (Liang and others, 2019); P-DARTS (Chen and others, 2019) allows two at most. Published cells have been good with two or three, so it is a reason to look, not a verdict. From half of the kept edges on the search is called collapsing; from three quarters on, or once every kept edge is a skip connection or a pooling, collapsed. These two shares are this page’s own, as is the bound below which it is too early: no gate, with “none” left aside, 10 % above uniform.',
      'Derivation ignores “none”, as published, so “none” can hold most of the gate while the cell looks healthy: the table has its mean gate. R-DARTS (Zela and others, 2020) found that collapse comes with sharp minima and stops when the largest curvature of the validation loss along the alphas rises quickly. That curvature is not computed here.',
      'What helps: stop earlier, fewer steps of the alphas, stronger weight decay on the weights, or a space in which few edges may skip.',
    ],
    columns: {
      state: 'State',
      kept: 'Kept edges with a choice',
      skips: 'Skip connections',
      weightless: 'Without weights',
      skipStrength: 'Mean gate of skip, × uniform',
      noneStrength: 'Mean gate of none, × uniform',
      leader: 'Strongest operation',
      leaderStrength: 'Its mean gate, × uniform',
      largest: 'Largest gate, × uniform',
    },
  },
  zh: {
    title: '坍缩监测',
    step: '步',
    states: {
      early: '为时尚早',
      none: '没有坍缩迹象',
      watch: '需要留意',
      collapsing: '正在坍缩',
      collapsed: '已坍缩',
    },
    reasons: {
      early: '还没有门控比均匀值高出 10 %：导出的单元近乎抽签。',
      none: '保留的边中跳跃连接少于两条。',
      watch: '保留的边中有两条或更多跳跃连接：DARTS+ 会在此停止。',
      collapsing: '保留的边中有一半或更多是跳跃连接。',
      collapsed: '保留的边几乎没有可训练的权重。',
    },
    counted: (skips, weightless, kept) =>
      `保留的 ${kept} 条边中 ${skips} 条跳连，${weightless} 条无权重`,
    strengths: '门控，× 均匀值',
    skip: '跳连平均',
    weightless: '无权重',
    largest: '最大',
    times: (name, ratio) => `${name} ${ratio} × 均匀值`,
    summary: (title, step, state, counted, figures) =>
      `${title}，第 ${step} 步：${state}。普通单元：${counted}。${figures}。`,
    explain: '为何发生，如何判断',
    explanation: [
      '跳跃连接没有可学的东西。在旁边的卷积尚未训练好时，它是穿过单元的最佳通路，于是搜索提高它的门控；它得到越多，卷积学到的就越少。混合网络的验证损失继续下降，但从中切出的单元很浅，几乎没有可训练的部分。',
      '判断的对象是普通单元中导出时保留、且本来有选择余地的边。两条或更多跳跃连接：需要留意。这是 DARTS+（Liang 等，2019）的第一条停止规则；P-DARTS（Chen 等，2019）最多允许两条。已发表的优秀单元也有两三条，因此这只是值得查看的理由，不是定论。达到保留边的一半称为正在坍缩；达到四分之三，或保留的边全部是跳跃连接或池化，称为已坍缩。这两个比例由本页自定；“为时尚早”的界限也是：不计 none 时没有门控比均匀值高出 10 %。',
      '按发表的规则，导出时忽略 none，因此 none 可能占据大部分门控而单元看起来健康：表格中列有它的平均门控。R-DARTS（Zela 等，2020）发现坍缩与尖锐极小值相伴，当验证损失沿 alpha 的最大曲率快速上升时停止。此处不计算该曲率。',
      '有帮助的做法：更早停止、减少 alpha 的更新、加大权重的权重衰减，或让空间中只有少数边可以跳连。',
    ],
    columns: {
      state: '状态',
      kept: '保留且有选择的边',
      skips: '跳跃连接',
      weightless: '无权重',
      skipStrength: '跳连平均门控，× 均匀值',
      noneStrength: 'none 平均门控，× 均匀值',
      leader: '最强操作',
      leaderStrength: '其平均门控，× 均匀值',
      largest: '最大门控，× 均匀值',
    },
  },
}
