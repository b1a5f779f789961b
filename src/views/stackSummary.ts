import type { NetworkStackData, StackPart } from './networkStack'
import type { NetworkStackWords } from './networkStackWords'
import { macsFigure, timeFigure } from './latencyFigure'
import { edgeName, OPERATION_STYLE } from './operationStyle'
import { readoutText } from './readout'
import type { PartContent } from './stackContents'
import type { TableTwin } from './table'

/** "28×28×16": height, width and channels of what a part hands on. */
export function featureMap({ output: { height, width, channels } }: StackPart): string {
  return `${height}×${width}×${channels}`
}

export function shareOf(part: StackPart, data: NetworkStackData): number {
  return data.macs === 0 ? 0 : part.macs / data.macs
}

const percent = (share: number) => `${Math.round(100 * share)} %`

type Costs = Pick<StackPart, 'macs' | 'parameters' | 'latencyMs'>

function figures({ macs, parameters, latencyMs }: Costs, words: NetworkStackWords): string[] {
  return [
    `${macsFigure(macs)} ${words.macs}`,
    `${macsFigure(parameters)} ${words.parameters}`,
    ...(latencyMs === null ? [] : [timeFigure(latencyMs)]),
  ]
}

/** Of the part pointed at, or of the whole network. */
export function stackReadout(
  part: StackPart | null,
  data: NetworkStackData,
  words: NetworkStackWords,
): string {
  if (!part) {
    const slow = data.latencyMs === null ? [] : [words.latency]
    return readoutText([
      words.subjects[data.subject],
      [...figures(data, words), ...slow].join(' · '),
    ])
  }
  const [macs, ...others] = figures(part, words)
  const cost = [`${macs} (${percent(shareOf(part, data))})`, ...others].join(' · ')
  return readoutText([partName(part, words), featureMap(part), cost])
}

export function partName(part: StackPart, words: NetworkStackWords): string {
  const name = words.part(part.kind, part.index)
  return part.reduces ? `${name}, ${words.reduces}` : name
}

/** What has been taken inside, in short. */
export function contentText(content: PartContent | null): string {
  switch (content?.kind) {
    case 'cell':
    case 'enas-cell': {
      const genotype = content.kind === 'cell' ? content.cell.genotype : content.cell
      const nodes = genotype?.nodes ?? []
      return nodes
        .flatMap((edges, node) =>
          edges.map(
            ({ operation, input }) =>
              `${edgeName(input, node + 2)} ${OPERATION_STYLE[operation].short}`,
          ),
        )
        .join(', ')
    }
    case 'edges':
      return content.edges
        .flatMap(({ from, to, choices }) => {
          const taken = choices.find((choice) => choice.taken)
          return taken ? [`${from} → ${to} ${OPERATION_STYLE[taken.operation].short}`] : []
        })
        .join(', ')
    case 'choices': {
      const taken = content.choices.find((choice) => choice.taken)
      const parts = [
        ...(taken ? [OPERATION_STYLE[taken.operation].short] : []),
        ...(content.width === null ? [] : [`× ${content.width}`]),
        ...(content.skips.length > 0 ? [`+ ${content.skips.join(' ')}`] : []),
      ]
      return parts.join(' ')
    }
    case undefined:
      return ''
  }
}

/** The drawing in one sentence or two, for those who do not see it. */
export function summariseStack(
  title: string,
  data: NetworkStackData,
  words: NetworkStackWords,
): string {
  const parts = data.parts.map((part) => `${partName(part, words)} ${featureMap(part)}`)
  return words.summary(
    title,
    words.subjects[data.subject],
    parts.length,
    figures(data, words).join(', '),
    parts.join('; '),
  )
}

/** One row per part. */
export function stackTable(data: NetworkStackData, words: NetworkStackWords): TableTwin {
  const { part, height, width, channels, macs, share, parameters, latency, holds } = words.columns
  const timed = data.parts.some(({ latencyMs }) => latencyMs !== null)
  return {
    columns: [
      part,
      height,
      width,
      channels,
      macs,
      share,
      parameters,
      ...(timed ? [latency] : []),
      holds,
    ],
    rows: data.parts.map((each) => [
      partName(each, words),
      each.output.height,
      each.output.width,
      each.output.channels,
      each.macs,
      Number(shareOf(each, data).toFixed(4)),
      each.parameters,
      ...(timed ? [each.latencyMs ?? ''] : []),
      contentText(each.content),
    ]),
  }
}
