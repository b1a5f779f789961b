import { memo } from 'react'
import './theme/training.css'
import './theme/views.css'
import type { ViewLanguage } from './searchView'
import type { TableTwin } from './table'
import { fittedText } from './textWidth'
import { headHeight, ViewHead } from './ViewHead'

/** A test image and what it was taken for, ready to be drawn. */
export interface DrawnMistake {
  /** Among the test images, from 0. */
  readonly image: number
  /** A picture as a data URL. */
  readonly href: string
  /** What it is, and what it was taken for. */
  readonly is: string
  readonly taken: string
  /** Probability of either, 0–1. */
  readonly isShare: number
  readonly takenShare: number
}

export interface WorstMistakesWords {
  readonly title: string
  readonly note: string
  readonly none: string
  /** "{taken} {percent}": what it was taken for; the picture stands above. */
  readonly taken: (name: string, percent: string) => string
  /** "is {name} {percent}" */
  readonly is: (name: string, percent: string) => string
  /** "{title}: {count} of {all} mistakes. {spoken}" */
  summary(title: string, count: number, all: number, spoken: string): string
  readonly columns: {
    readonly image: string
    readonly is: string
    readonly taken: string
    readonly takenShare: string
    readonly isShare: string
  }
}

export interface WorstMistakesProps {
  readonly mistakes: readonly DrawnMistake[]
  /** How many there were in all. */
  readonly all: number
  readonly width: number
  readonly words: WorstMistakesWords
}

const PICTURE = 84
const ENTRY = { least: 112, gap: 16, height: PICTURE + 50 }

/** The test images that the network was surest of and wrong about, surest first. */
export const WorstMistakes = memo(function WorstMistakes(props: WorstMistakesProps) {
  const { mistakes, width, words } = props
  const columns = Math.max(1, Math.floor((width + ENTRY.gap) / (ENTRY.least + ENTRY.gap)))
  const pitch = (width + ENTRY.gap) / columns
  const note = mistakes.length > 0 ? words.note : words.none
  const head = headHeight([note], width) + 8
  const height = head + ENTRY.height * Math.ceil(mistakes.length / columns)
  return (
    <svg
      className="view worst-mistakes"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={summarise(props)}
    >
      <ViewHead title={words.title} note={note} width={width} />
      {mistakes.map((mistake, index) => (
        <g
          key={mistake.image}
          transform={`translate(${(index % columns) * pitch} ${head + Math.floor(index / columns) * ENTRY.height})`}
        >
          <title>{spoken(mistake, words)}</title>
          <image href={mistake.href} width={PICTURE} height={PICTURE} imageRendering="pixelated" />
          <text className="mistake-taken" y={PICTURE + 16}>
            {twoParts(mistake.taken, mistake.takenShare, pitch - ENTRY.gap, words.taken)}
          </text>
          <text y={PICTURE + 32}>
            {twoParts(mistake.is, mistake.isShare, pitch - ENTRY.gap, words.is)}
          </text>
        </g>
      ))}
    </svg>
  )
})

/** A name and its probability in the room there is: of a name too long, its beginning. */
function twoParts(
  name: string,
  share: number,
  room: number,
  write: (name: string, percent: string) => string,
): string {
  const whole = write(name, percentOf(share))
  if (fittedText(whole, room) === whole) return whole
  for (let length = name.length - 1; length > 0; length--) {
    const short = write(`${name.slice(0, length).trimEnd()}…`, percentOf(share))
    if (fittedText(short, room) === short) return short
  }
  return fittedText(whole, room)
}

const percentOf = (share: number) =>
  `${(100 * share).toFixed(share < 0.1 || share > 0.99 ? 1 : 0)} %`

function spoken({ is, taken, isShare, takenShare }: DrawnMistake, words: WorstMistakesWords) {
  return `${words.taken(taken, percentOf(takenShare))}, ${words.is(is, percentOf(isShare))}`
}

function summarise({ mistakes, all, words }: WorstMistakesProps): string {
  const list = mistakes.map((each) => spoken(each, words)).join('; ')
  return words.summary(words.title, mistakes.length, all, list)
}

/** A row for every picture. */
export function worstMistakesTable(
  mistakes: readonly DrawnMistake[],
  { columns }: WorstMistakesWords,
): TableTwin {
  return {
    columns: [columns.image, columns.is, columns.taken, columns.takenShare, columns.isShare],
    rows: mistakes.map(({ image, is, taken, takenShare, isShare }) => [
      image + 1,
      is,
      taken,
      100 * takenShare,
      100 * isShare,
    ]),
  }
}

export const WORST_MISTAKES_WORDS: Readonly<Record<ViewLanguage, WorstMistakesWords>> = {
  en: {
    title: 'Worst mistakes',
    note: 'test images that the network was surest of, and wrong: what it took each for, and what it is',
    none: 'not one test image was taken for what it is not',
    taken: (name, percent) => `${name} ${percent}`,
    is: (name, percent) => `is ${name} ${percent}`,
    summary: (title, count, all, list) => `${title}: ${count} of ${all}. ${list}`,
    columns: {
      image: 'test image',
      is: 'is',
      taken: 'taken for',
      takenShare: 'probability of that (%)',
      isShare: 'probability of what it is (%)',
    },
  },
  zh: {
    title: '最严重的错误',
    note: '网络最确信却判断错误的测试图像：被认作的类别与实际类别',
    none: '没有一张测试图像被认错',
    taken: (name, percent) => `${name} ${percent}`,
    is: (name, percent) => `实为${name} ${percent}`,
    summary: (title, count, all, list) => `${title}：${all} 个中的 ${count} 个。${list}`,
    columns: {
      image: '测试图像',
      is: '实际类别',
      taken: '被认作',
      takenShare: '该类的概率（%）',
      isShare: '实际类别的概率（%）',
    },
  },
}
