import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { groupKey } from '../src/run/judging'
import { JudgedGroups } from '../src/views/JudgedGroups'
import { layOutJudgedGroups } from '../src/views/judgedGroupsLayout'
import { framedPicture } from './framedPicture'
import type { QualityGroup } from './qualityRows'
import { groupName } from './qualityText'

const VIEWS = resolve(import.meta.dirname, '../src/views')
const WIDTH = 960

/** The page's own drawing of the groups as an SVG of its own, readable on dark and light ground. */
export function qualityPicture(groups: readonly QualityGroup[]): string {
  const rows = groups.map(({ group, means, mean, interval, over }) => ({
    key: groupKey(group),
    name: groupName(group),
    group,
    networks: means.map((accuracy, index) => ({ name: String(index + 1), accuracy })),
    mean,
    interval,
    over,
  }))
  const trainings = Math.max(0, ...groups.map((group) => group.trainings))
  const drawing = renderToStaticMarkup(
    createElement(JudgedGroups, {
      title: `Trained alike: each network's mean of ${trainings === 1 ? 'one training' : `${trainings} trainings`}, each group's mean with its 95 % interval`,
      rows,
      width: WIDTH,
      text: {
        summary: (title, all) => `${title}. ${all}.`,
        across: 'test accuracy',
        luck: 'mean of random draws',
        columns: { group: '', network: '', accuracy: '', mean: '', low: '', high: '' },
      },
    }),
  )
  const { height } = layOutJudgedGroups(rows, WIDTH)
  const css = ['bestSoFar.css', 'judgedGroups.css'].map((name) =>
    readFileSync(join(VIEWS, name), 'utf8'),
  )
  return framedPicture(drawing, { width: WIDTH, height }, css.join('\n'))
}
