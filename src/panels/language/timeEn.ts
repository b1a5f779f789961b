import type { Texts } from './en'

/** English texts of time: playback, presentations, animations. A namespace of its own, loaded later. */
export const timeEn = {
  speed: 'Playback, {{speed}}× speed',
  speedTitle: 'Speed',
  speedHelp: 'At 1× the whole run plays in {{seconds}} s. Keys < and >.',
  loop: 'Begin again at the end',
  previous: 'To the change before',
  next: 'To the next change',
  cell: { normal: 'normal', reduce: 'reduction' },
  changedEdge: '{{cell}} {{edge}} from {{before}} to {{after}}',
  newEdge: '{{cell}} {{edge}} {{after}} for {{other}} {{before}}',
  addedEdge: '{{cell}} {{edge}} {{after}}',
  leader: 'candidate #{{id}} leads with {{accuracy}}',
  changes: 'Step {{step}}: {{first}}',
  changesMore: 'Step {{step}}: {{first}}, and {{count}} more',
  views: 'Views',
  viewsShown: '{{count}} of {{total}} views',
  allViews: 'Show all',
  present: {
    title: 'Presentation',
    slides: 'Slides',
    together: 'All',
    most: 'Up to six views. ← → step through them one at a time.',
    leave: 'Leave the presentation',
  },
  animation: 'Save as animation…',
} as const

export type TimeMessages = Texts<typeof timeEn>
