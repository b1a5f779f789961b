import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { canonicalJson } from '../src/run/canonicalJson'
import type { Answer, ComparedRun } from '../src/run/comparison'
import { METHODS, type Method } from '../src/run/methods'
import { spreadOf, spreadOfPoints, type SpreadPoint } from '../src/run/spread'
import { YARDSTICK, type YardstickRecipe } from '../src/run/yardstick'
import type { CompareRequest } from './compareArguments'
import { readRows } from './jsonLines'

/** An answer, and what the yardstick says of it; null where the method has none yet. */
export interface MeasuredAnswer extends Answer {
  readonly accuracy: number | null
  /** One for each seed of the recipe. */
  readonly accuracies: readonly number[]
}

/** One run of the comparison, as it is printed and kept. */
export interface CompareRow {
  readonly bench: 'compare'
  readonly request: CompareRequest
  readonly recipe: YardstickRecipe
  readonly run: Omit<ComparedRun, 'answers'>
  readonly answers: readonly MeasuredAnswer[]
  /** Searching alone, from the request to the result, set-up included; and the yardstick's part. */
  readonly wallMs: number
  readonly yardstickMs: number
}

/** What the runs of one method have in common. */
export interface MethodSummary {
  readonly method: Method
  readonly runs: number
  /** Yardstick accuracy at the shares of the budget, over the seeds. */
  readonly answers: readonly SpreadPoint[]
  readonly accuracy: Spread
  /** Medians. */
  readonly imagesTrained: number
  readonly imagesJudged: number
  readonly elapsedMs: number
  readonly gpuMs: number
  readonly gpuBytes: number
  readonly parameters: number
  readonly macs: number
}

type Spread = ReturnType<typeof spreadOf>

/** The table of a comparison: methods in the order of the page. */
export function summarise(rows: readonly CompareRow[]): MethodSummary[] {
  return METHODS.flatMap((method) => {
    const own = rows.filter(({ request }) => request.strategy === method)
    return own.length > 0 ? [summaryOf(method, own)] : []
  })
}

function summaryOf(method: Method, rows: readonly CompareRow[]): MethodSummary {
  const median = (value: (row: CompareRow) => number) => spreadOf(rows.map(value))?.median ?? 0
  const last = rows.flatMap(({ answers }) => answers.at(-1)?.accuracy ?? [])
  return {
    method,
    runs: rows.length,
    answers: spreadOfPoints(
      rows.map(({ answers }) =>
        answers.map(({ imagesTrained, accuracy }) =>
          accuracy === null ? null : { x: imagesTrained, y: accuracy },
        ),
      ),
    ),
    accuracy: spreadOf(last),
    imagesTrained: median(({ run }) => run.spent.imagesTrained),
    imagesJudged: median(({ run }) => run.spent.imagesJudged),
    elapsedMs: median(({ run }) => run.spent.elapsedMs),
    gpuMs: median(({ run }) => run.spent.gpuMs ?? 0),
    gpuBytes: median(({ run }) => run.engine?.gpuBytes ?? 0),
    parameters: median(({ run }) => run.record?.cost.parameters ?? 0),
    macs: median(({ run }) => run.record?.cost.macs ?? 0),
  }
}

/** The runs of a comparison in a file, one JSON line each; the same runs are found there again. */
export class CompareFile {
  private readonly kept: CompareRow[]

  /** @throws UsageError when the file cannot be read as one of an earlier comparison */
  constructor(private readonly path: string | null) {
    const rows = path !== null && existsSync(path) ? readRows(path, 'compare') : []
    // The table at the end is no run.
    this.kept = rows.filter((row): row is CompareRow => 'request' in row && 'answers' in row)
  }

  /** The same run, measured by the same recipe, if it was kept. */
  find(request: CompareRequest): CompareRow | null {
    const same = (row: CompareRow) =>
      canonicalJson([row.request, row.recipe]) === canonicalJson([request, YARDSTICK])
    return this.kept.find(same) ?? null
  }

  add(row: CompareRow): void {
    if (this.path !== null) appendFileSync(this.path, `${JSON.stringify(row)}\n`)
  }

  /** All there is, with the table at the end. */
  finish(rows: readonly CompareRow[], table: object): void {
    if (this.path === null) return
    const others = this.kept.filter((row) => !rows.includes(row))
    const lines = [...others, ...rows, table].map((line) => `${JSON.stringify(line)}\n`)
    writeFileSync(this.path, lines.join(''))
  }
}
