import './theme/views.css'
import './classBalance.css'
import {
  CLASS_HEAD,
  CLASS_ROW,
  figure,
  layOutBalance,
  type ClassImages,
} from './classBalanceLayout'
import type { TableTwin } from './table'
import { fittedText } from './textWidth'

export interface ClassBalanceText {
  readonly columns: { readonly name: string; readonly train: string; readonly test: string }
  /** "{title}: {classes}" */
  summary(title: string, classes: string): string
}

export interface ClassBalanceProps {
  readonly title: string
  readonly classes: readonly ClassImages[]
  readonly width: number
  readonly text: ClassBalanceText
}

const BAR = 12
/** More classes than this would be no summary. */
const SUMMED_UP = 12

/** Images of each class: those for training dark, those for tests light behind them. */
export function ClassBalance({ title, classes, width, text }: ClassBalanceProps) {
  const { columns } = text
  const at = layOutBalance(classes, width, [columns.train, columns.test])
  const height = CLASS_HEAD + CLASS_ROW * classes.length
  return (
    <svg
      className="view class-balance"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={text.summary(title, classesInWords(classes))}
    >
      <text className="view-title" y={15}>
        {title}
      </text>
      <g className="balance-head" textAnchor="end" transform={`translate(0 ${CLASS_HEAD - 8})`}>
        <text x={at.train}>{columns.train}</text>
        <text x={at.test}>{columns.test}</text>
      </g>
      {classes.map(({ name, train, test }, index) => (
        <g key={index} transform={`translate(0 ${CLASS_HEAD + CLASS_ROW * index})`}>
          <text className="balance-name" y={CLASS_ROW / 2 + 4}>
            {fittedText(name, at.name)}
            <title>{name}</title>
          </text>
          <g transform={`translate(${at.bar.left} ${(CLASS_ROW - BAR) / 2})`}>
            <rect className="balance-train" width={train * at.scale} height={BAR} />
            <rect
              className="balance-test"
              x={train * at.scale}
              width={test * at.scale}
              height={BAR}
            />
          </g>
          <text x={at.train} y={CLASS_ROW / 2 + 4} textAnchor="end">
            {figure(train)}
          </text>
          <text className="balance-tests" x={at.test} y={CLASS_ROW / 2 + 4} textAnchor="end">
            {figure(test)}
          </text>
        </g>
      ))}
    </svg>
  )
}

export function classBalanceTable(
  classes: readonly ClassImages[],
  { columns }: ClassBalanceText,
): TableTwin {
  return {
    columns: [columns.name, columns.train, columns.test],
    rows: classes.map(({ name, train, test }) => [name, train, test]),
  }
}

function classesInWords(classes: readonly ClassImages[]): string {
  const told = classes.slice(0, SUMMED_UP).map(({ name, train, test }) => {
    return `${name} ${figure(train)} + ${figure(test)}`
  })
  return [...told, ...(classes.length > SUMMED_UP ? ['…'] : [])].join('; ')
}
