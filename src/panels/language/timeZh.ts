import type { TimeMessages } from './timeEn'

export const timeZh: TimeMessages = {
  speed: '播放，{{speed}}× 速度',
  speedTitle: '速度',
  speedHelp: '1× 时整个运行在 {{seconds}} 秒内播完。按键 < 和 >。',
  loop: '播完后重新开始',
  previous: '上一处变化',
  next: '下一处变化',
  cell: { normal: '普通单元', reduce: '缩减单元' },
  changedEdge: '{{cell}} {{edge}} 由 {{before}} 变为 {{after}}',
  newEdge: '{{cell}} {{edge}} {{after}} 取代 {{other}} {{before}}',
  addedEdge: '{{cell}} {{edge}} {{after}}',
  leader: '候选 #{{id}} 以 {{accuracy}} 领先',
  changes: '第 {{step}} 步：{{first}}',
  changesMore: '第 {{step}} 步：{{first}}，另有 {{count}} 处',
  views: '视图',
  viewsShown: '{{count}} / {{total}} 个视图',
  allViews: '全部显示',
  present: {
    title: '演示',
    slides: '幻灯片',
    together: '全部',
    most: '最多六个视图。← → 逐个显示。',
    leave: '退出演示',
  },
  animation: '保存为动画…',
}
