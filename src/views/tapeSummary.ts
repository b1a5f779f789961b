import type { Choices } from '../space/spaceModel'
import type { SampleFigures, TapeText } from './methodText'
import { powerText } from './powerText'
import { readoutText } from './readout'
import type { TableTwin } from './table'
import type { TapeColumn } from './tapeLayout'

export interface TapeContent {
  readonly columns: readonly TapeColumn[]
  /** Of every option of every decision; null before the policy was first told. */
  readonly probabilities: Float32Array | null
  /** The latest architecture drawn; null before the first. */
  readonly sample: Choices | null
}

/** Decisions named as the most certain ones. */
const LEADERS = 3

/** The drawing in one sentence. */
export function summariseTape(title: string, content: TapeContent, text: TapeText): string {
  const { columns, sample } = content
  const leaders = columns
    .flatMap((column) => {
      const shares = sharesOf(content, column)
      const option = shares.indexOf(Math.max(...shares))
      const chosen = column.options[option]
      return chosen ? [{ column, chosen, share: shares[option] ?? 0 }] : []
    })
    .sort((a, b) => b.share * b.column.options.length - a.share * a.column.options.length)
    .slice(0, LEADERS)
    .map(({ column, chosen, share }) => `${column.name} ${chosen.short} ${share.toFixed(3)}`)
  const drawn = columns.map((column) => sampled(column, sample)?.short ?? '–')
  return text.summary(
    title,
    columns.length,
    content.probabilities ? leaders.join(', ') : text.before,
    sample ? drawn.join(' ') : '–',
  )
}

/** "node 1 op 2  sep 3×3  0.412  2.06 × uniform" */
export function tapeReadout(
  content: TapeContent,
  column: TapeColumn,
  option: number,
  text: TapeText,
): string {
  const share = sharesOf(content, column)[option] ?? 0
  const { section, group, short, options } = column
  return readoutText([
    [section, group, short].filter(Boolean).join(' '),
    options[option]?.short ?? '',
    ...(content.probabilities
      ? [share.toFixed(3), `${(share * options.length).toFixed(2)} × ${text.uniform}`]
      : [text.before]),
  ])
}

/** How likely the policy makes the latest architecture drawn; null before it was told. */
export function sampleFigures(
  { columns, sample }: Pick<TapeContent, 'columns' | 'sample'>,
  probabilities: Float32Array | null,
): SampleFigures | null {
  if (!sample || !probabilities) return null
  let log = 0
  let uniform = 0
  for (const { decision, offset, options } of columns) {
    log += Math.log(probabilities[offset + (sample[decision] ?? 0)] ?? 0)
    uniform -= Math.log(options.length)
  }
  return { probability: powerText(log), ratio: powerText(log - uniform) }
}

/** One row per option. */
export function tapeTable(content: TapeContent, text: TapeText): TableTwin {
  const { decision, option, probability, drawn } = text.columns
  return {
    columns: [decision, option, probability, drawn],
    rows: content.columns.flatMap((column) =>
      column.options.map(({ term }, index) => [
        column.name,
        term,
        content.probabilities ? (sharesOf(content, column)[index] ?? 0) : '',
        content.sample?.[column.decision] === index ? drawn : '',
      ]),
    ),
  }
}

/** Probabilities of a decision's options; uniform where they are not known. */
export function sharesOf(
  { probabilities }: TapeContent,
  { offset, options }: TapeColumn,
): number[] {
  if (!probabilities) return options.map(() => 1 / options.length)
  return [...probabilities.subarray(offset, offset + options.length)]
}

function sampled({ decision, options }: TapeColumn, sample: Choices | null) {
  return options[sample?.[decision] ?? -1]
}
