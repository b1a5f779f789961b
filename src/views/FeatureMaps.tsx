import { memo } from 'react'
import './theme/evidence.css'
import type { ExhibitedLayer } from '../run/evidence'
import { CLASS_NAMES, type ClassNames } from './classNames'
import { EVIDENCE_WORDS } from './evidenceWords'
import {
  featureMapRows,
  partOf,
  type MapRow,
  type ShownExhibits,
  type ShownMap,
} from './featureMapGrid'
import { gridMove } from './gridMove'
import {
  searchView,
  type SearchDrawingProps,
  type ViewLanguage,
  type ViewWords,
} from './searchView'
import {
  evidenceNote,
  notesToCome,
  shownEvidence,
  type EvidenceWords,
  type ShownEvidence,
} from './shownEvidence'
import type { TableTwin } from './table'
import { fittedText } from './textWidth'
import { headHeight, ViewHead } from './ViewHead'
import { useRoving } from './useRoving'

export interface FeatureMapsWords extends ViewWords, EvidenceWords {
  readonly classes: ClassNames
  /** "dark is the lowest value of each, light its highest; of more than 16 pixels averaged down" */
  readonly scale: string
  /** "cell 2" for the part of a network of this kind and number */
  part(kind: string, number: number | null): string
  /** "14 × 14, 24 channels" */
  size(layer: ExhibitedLayer): string
  /** "{part}, channel {channel}, {image}: {low} to {high}" */
  map(part: string, channel: number, image: string, low: string, high: string): string
  /** "does not run here" */
  readonly idle: string
  /** "{rows} layers by {columns} maps" */
  grid(rows: number, columns: number): string
  readonly columns: {
    readonly layer: string
    readonly size: string
    readonly image: string
    readonly channel: string
    readonly low: string
    readonly high: string
  }
}

type DrawingProps = SearchDrawingProps<ShownExhibits, FeatureMapsWords>

const LABELS = { wide: 104, narrow: 76 }
const NARROW = 400
const GAP = 4
const IMAGE_GAP = 18
const LARGEST = 56
const LEAST_ROW = 34
/** Rather than draw maps smaller than this, fewer channels are drawn. */
const LEAST_MAP = 36
const PICTURE = 36

/** What layers put out for two images, by depth. Redrawn only when there is a new look at them. */
export const FeatureMaps = memo(
  function FeatureMaps({ title, data, words, totalSteps, width }: DrawingProps) {
    const { mappedImages } = data.exhibits
    const labels = width < NARROW ? LABELS.narrow : LABELS.wide
    const { rows, perImage, size } = fitting(featureMapRows(data), mappedImages, width - labels)
    const columns = perImage * mappedImages
    const { pointed, stop, parts } = useRoving({
      first: '0 0',
      move: (key, from) => gridMove(key, from, { rows: rows.length, columns }),
    })
    const pitch = Math.max(LEAST_ROW, size + 8)
    const x = (column: number) =>
      labels + column * (size + GAP) + Math.floor(column / perImage) * (IMAGE_GAP - GAP)
    const noted = (note: string) => `${note} · ${words.scale}`
    const note = noted(evidenceNote(data.evidence, words))
    const head = headHeight(notesToCome(data, totalSteps, words).map(noted), width) + 4
    const top = head + PICTURE + 8
    const height = top + rows.length * pitch
    const [row = -1, column = -1] = pointed?.split(' ').map(Number) ?? []
    const at = rows[row]
    const map = at?.maps[column]
    const names = words.classes(data.dataset)
    const nameOf = (image: number) => names[data.exhibits.labels[image] ?? 0] ?? ''
    return (
      <svg
        {...parts}
        className="view feature-maps"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="grid"
        aria-label={`${title}, ${note}: ${words.grid(rows.length, columns)}`}
        aria-rowcount={rows.length}
        aria-colcount={columns + 1}
        tabIndex={-1}
      >
        <ViewHead
          title={title}
          note={note}
          readout={at && map ? mapText(at.layer, map, nameOf, words) : null}
          width={width}
        />
        {data.images.slice(0, mappedImages).map((href, image) => (
          <g key={image} transform={`translate(${x(image * perImage)} ${head})`} aria-hidden="true">
            <image href={href} width={PICTURE} height={PICTURE} imageRendering="pixelated" />
            <text x={44} y={22}>
              {nameOf(image)}
            </text>
          </g>
        ))}
        {rows.map(({ layer, maps }, index) => (
          <g
            key={layer.name}
            role="row"
            transform={`translate(0 ${top + index * pitch})`}
            data-active={index === row || undefined}
          >
            <LayerName layer={layer} room={labels - 8} height={size} words={words} />
            {maps.map((each, place) => (
              <MapCell
                key={place}
                at={`${index} ${place}`}
                map={each}
                label={mapText(layer, each, nameOf, words)}
                x={x(place)}
                size={size}
                home={stop === `${index} ${place}`}
              />
            ))}
          </g>
        ))}
      </svg>
    )
  },
  (before, after) =>
    before.data === after.data && before.width === after.width && before.words === after.words,
)

/** As many channels as can be drawn large enough; maps keep their order. */
function fitting(rows: readonly MapRow[], images: number, room: number) {
  const all = Math.max(1, ...rows.map(({ maps }) => maps.length / images))
  const sizeOf = (perImage: number) => {
    const gaps = GAP * (perImage - 1) * images + IMAGE_GAP * (images - 1)
    return Math.min(LARGEST, Math.floor((room - gaps) / (perImage * images)))
  }
  let perImage = all
  while (perImage > 1 && sizeOf(perImage) < LEAST_MAP) perImage--
  const drawn = rows.map(({ layer, maps }) => ({
    layer,
    maps: maps.filter((_, index) => index % (maps.length / images) < perImage),
  }))
  return { rows: drawn, perImage, size: sizeOf(perImage) }
}

function LayerName(props: {
  readonly layer: ExhibitedLayer
  readonly room: number
  readonly height: number
  readonly words: FeatureMapsWords
}) {
  const { layer, room, height, words } = props
  const { kind, number } = partOf(layer)
  const middle = Math.max(LEAST_ROW, height) / 2
  return (
    <g role="rowheader">
      <title>{layer.name}</title>
      <text className="feature-part" x={0} y={middle - 3}>
        {fittedText(words.part(kind, number), room)}
      </text>
      <text x={0} y={middle + 12}>
        {fittedText(words.size(layer), room)}
      </text>
    </g>
  )
}

function MapCell(props: {
  readonly at: string
  readonly map: ShownMap
  readonly label: string
  readonly x: number
  readonly size: number
  readonly home: boolean
}) {
  const { at, map, label, x, size, home } = props
  return (
    <g
      role="gridcell"
      className="feature-map"
      data-at={at}
      tabIndex={home ? 0 : -1}
      aria-label={label}
      transform={`translate(${x} 0)`}
    >
      {map.href === null ? (
        <rect className="feature-idle" x={0.5} y={0.5} width={size - 1} height={size - 1} />
      ) : (
        <image href={map.href} width={size} height={size} imageRendering="pixelated" />
      )}
      <rect className="feature-focus" width={size} height={size} />
    </g>
  )
}

function mapText(
  layer: ExhibitedLayer,
  { image, channel, href, low, high }: ShownMap,
  nameOf: (image: number) => string,
  words: FeatureMapsWords,
): string {
  const { kind, number } = partOf(layer)
  const part = words.part(kind, number)
  if (href === null) return `${part}: ${words.idle}`
  return words.map(part, channel + 1, nameOf(image), low.toPrecision(3), high.toPrecision(3))
}

/** A row for every map. */
function mapsTable(data: ShownExhibits, words: FeatureMapsWords): TableTwin {
  const { columns, classes } = words
  const tell = (value: number) => (Number.isNaN(value) ? words.idle : value)
  const rowsOf = ({ layer, maps }: MapRow) =>
    maps.map(({ image, channel, low, high }) => {
      const { kind, number } = partOf(layer)
      const label = data.exhibits.labels[image] ?? 0
      return [
        words.part(kind, number),
        words.size(layer),
        classes(data.dataset)[label] ?? '',
        channel + 1,
        tell(low),
        tell(high),
      ]
    })
  return {
    columns: [
      columns.layer,
      columns.size,
      columns.image,
      columns.channel,
      columns.low,
      columns.high,
    ],
    rows: featureMapRows(data).flatMap(rowsOf),
  }
}

const numbered =
  (kinds: Readonly<Record<string, string>>, write: (word: string, number: number) => string) =>
  (kind: string, number: number | null) => {
    const word = kinds[kind] ?? kind
    return number === null ? word : write(word, number)
  }

const WORDS: Readonly<Record<ViewLanguage, FeatureMapsWords>> = {
  en: {
    ...EVIDENCE_WORDS.en,
    title: 'Feature maps',
    classes: CLASS_NAMES.en,
    scale: 'dark: lowest of its map, light: highest; large maps averaged down',
    part: numbered(
      {
        stem: 'stem',
        cells: 'cell',
        layers: 'layer',
        stages: 'stage',
        halve: 'halving',
        head: 'head',
      },
      (word, number) => `${word} ${number}`,
    ),
    size: ({ fullHeight, fullWidth, allChannels }) => `${fullHeight}×${fullWidth}×${allChannels}`,
    map: (part, channel, image, low, high) =>
      `${part}, channel ${channel}, ${image}: ${low} to ${high}`,
    idle: 'does not run here',
    grid: (rows, columns) =>
      `${rows} layers by depth, ${columns} maps of each, dark where low, light where high`,
    columns: {
      layer: 'layer',
      size: 'height × width × channels',
      image: 'image',
      channel: 'channel',
      low: 'lowest',
      high: 'highest',
    },
  },
  zh: {
    ...EVIDENCE_WORDS.zh,
    title: '特征图',
    classes: CLASS_NAMES.zh,
    scale: '暗为该图最低值，亮为最高值；大图经平均缩小',
    part: numbered(
      {
        stem: '主干',
        cells: '单元',
        layers: '层',
        stages: '阶段',
        halve: '减半',
        head: '头部',
      },
      (word, number) => `${word} ${number}`,
    ),
    size: ({ fullHeight, fullWidth, allChannels }) => `${fullHeight}×${fullWidth}×${allChannels}`,
    map: (part, channel, image, low, high) =>
      `${part}，通道 ${channel}，${image}：${low} 到 ${high}`,
    idle: '此处不运行',
    grid: (rows, columns) => `按深度 ${rows} 层，每层 ${columns} 幅，暗处低，亮处高`,
    columns: {
      layer: '层',
      size: '高 × 宽 × 通道',
      image: '图像',
      channel: '通道',
      low: '最低',
      high: '最高',
    },
  },
}

const hasExhibits = (shown: ShownEvidence): shown is ShownExhibits => shown.exhibits !== null

export const featureMapsView = searchView<ShownExhibits, FeatureMapsWords>({
  name: 'feature-maps',
  size: () => 'half',
  height: 380,
  words: WORDS,
  data: ({ run }) => {
    const shown = shownEvidence(run)
    return shown && hasExhibits(shown) ? shown : null
  },
  table: mapsTable,
  Drawing: FeatureMaps,
})
