import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { decompose } from '../network/blocks'
import { multiplyAccumulates } from '../network/cost'
import { buildEvaluationNetwork } from '../network/evaluation'
import { buildArchitecture, buildSpaceSupernet } from '../network/spaceNetworks'
import { randomKey } from '../random/random'
import { FASHION_MNIST_FORMAT } from '../run/datasets'
import type { Candidate, Timeline } from '../run/events'
import { deriveGenotype } from '../space/derivation'
import { drawUniform } from '../space/draws'
import type { SearchSpace } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import { macsFigure } from './latencyFigure'
import { networkStack } from './networkStack'
import { likelyCellView } from './LikelyCell'
import { networkStackView, stackMove } from './NetworkStack'
import { NETWORK_STACK_WORDS } from './networkStackWords'
import { stillPointer } from './pointer.fixture'
import type { ShownRun } from './shownRun'
import { StackContent, unfoldedRoom } from './StackContent'
import { contentText, stackReadout, stackTable, summariseStack } from './stackSummary'
import { gateTables, snapshots, space } from './views.fixture'

const words = NETWORK_STACK_WORDS.en
const { input, classes } = FASHION_MNIST_FORMAT

const SPACES: readonly Exclude<SearchSpace, { kind: 'cell' }>[] = [
  {
    kind: 'enas-cell',
    nodes: 2,
    operations: ['sep_conv_3x3', 'skip_connect', 'avg_pool_3x3'],
    cells: 3,
    channels: 4,
  },
  {
    kind: 'nas-bench-201',
    operations: ['none', 'skip_connect', 'nor_conv_3x3'],
    cells: 1,
    channels: 4,
  },
  { kind: 'enas-macro', layers: 4, operations: ['conv_3x3', 'avg_pool_3x3'], channels: 4 },
  {
    kind: 'chain',
    choices: ['shuffle_3x3', 'shuffle_5x5'],
    widths: [1, 2],
    stem: { channels: 8, stride: 1 },
    stages: [{ blocks: 2, channels: 16, stride: 2 }],
    head: 32,
  },
]

/** A run as far as the network goes: what is in it, and nothing else. */
function shown(of: SearchSpace, change: Partial<ShownRun> = {}): ShownRun {
  const config = { space: of, dataset: { name: 'fashion-mnist' } } as Timeline['config']
  const tables = of.kind === 'cell' ? gateTables : buildSpaceSupernet(of, input, classes).gateTables
  return {
    timeline: { config, gateTables: tables, steps: 20 } as unknown as Timeline,
    method: of.kind === 'cell' ? 'darts' : 'enas',
    step: 20,
    snapshot: null,
    candidates: [],
    best: null,
    found: false,
    ended: false,
    policy: null,
    ...change,
  }
}

function judged(of: SearchSpace): Candidate {
  const model = spaceModel(of)
  const choices = drawUniform(model, randomKey(7))
  if (!choices) throw new Error('The space has no architecture')
  return { id: 0, choices, text: model.format(choices) } as Candidate
}

function drawn(run: ShownRun, width = 676): string {
  const view = networkStackView.shown({ run, cell: 'normal' }, 'en')
  const element = view?.draw({
    title: 'Network',
    step: 20,
    totalSteps: 40,
    width,
    pointer: stillPointer,
  })
  return element ? renderToStaticMarkup(element).replaceAll('><', '>\n<') : ''
}

const derived = shown(space, { snapshot: snapshots.at(-1)! })

describe('the whole network', () => {
  it('is the supernet before anything is known', () => {
    for (const of of [space, ...SPACES]) {
      const { subject, macs } = networkStack(shown(of))
      expect(subject).toBe('supernet')
      expect(macs).toBe(multiplyAccumulates(buildSpaceSupernet(of, input, classes)))
    }
  })

  it('is what the alphas yield, or the best judged so far', () => {
    const genotype = deriveGenotype(space, snapshots.at(-1)!.gates)
    const own = networkStack(derived)
    expect(own.subject).toBe('derived')
    expect(own.parts[1]?.content).toMatchObject({
      kind: 'cell',
      cell: { genotype: genotype.normal },
    })
    for (const of of SPACES) {
      const best = judged(of)
      const { subject, macs, parts } = networkStack(shown(of, { best, found: true }))
      expect(subject).toBe('found')
      expect(macs).toBe(multiplyAccumulates(buildArchitecture(of, best.choices, input, classes)))
      expect(parts.some(({ content }) => contentText(content) !== '')).toBe(true)
    }
  })

  it('is drawn part by part', () => {
    expect(drawn(derived)).toMatchSnapshot()
  })

  it.each(SPACES)('is drawn for a space of kind $kind', (of) => {
    expect(drawn(shown(of, { best: judged(of) }), 328)).toMatchSnapshot()
  })

  it.each(SPACES)('unfolds what is in a part of a space of kind $kind', (of) => {
    const { parts } = networkStack(shown(of, { best: judged(of) }))
    const content = parts[1]?.content
    if (!content) throw new Error('The first part after the stem has something in it')
    const { width, height } = unfoldedRoom(content, 300)
    expect(height).toBeGreaterThan(20)
    const body = <StackContent content={content} width={width} settled={0} words={words} />
    expect(renderToStaticMarkup(<svg>{body}</svg>).replaceAll('><', '>\n<')).toMatchSnapshot()
  })

  it('is told in a sentence, part by part in figures, and as a table', () => {
    const data = networkStack(derived)
    expect(summariseStack('Network', data, words)).toBe(
      `Network, as derived now: 5 parts, ${macsFigure(data.macs)} MACs, 2.74k parameters. ` +
        'stem 28×28×12; cell 1 28×28×8; cell 2, reduces 14×14×16; cell 3, reduces 7×7×32; ' +
        'head and classifier 1×1×10.',
    )
    expect(stackReadout(data.parts[1]!, data, words)).toMatch(
      /^cell 1\u200328×28×8\u2003\S+ MACs \(\d+ %\)/,
    )
    const { columns, rows } = stackTable(data, words)
    expect(rows).toHaveLength(5)
    expect(rows.every((row) => row.length === columns.length)).toBe(true)
    const total = (column: number) => rows.reduce((sum, row) => sum + Number(row[column]), 0)
    expect(total(columns.indexOf('MACs per image'))).toBe(data.macs)
    expect(total(columns.indexOf('Share of MACs'))).toBeCloseTo(1, 2)
  })

  it('knows the latency of parts where all of it was measured', () => {
    expect(networkStack(derived).latencyMs).toBeNull()
    const genotype = deriveGenotype(space, snapshots.at(-1)!.gates)
    const { cells, channels } = space
    const network = buildEvaluationNetwork(genotype, { cells, channels, input, classes })
    const blocks = decompose(network)
    const rows = blocks.map(({ key }) => ({ key, latency: { medianMs: 0.25 } }))
    const timed = (of: typeof rows) => {
      const latency = { table: { device: { adapter: 'some GPU' }, rows: of } }
      const timeline = { ...derived.timeline, latency } as unknown as Timeline
      return networkStack({ ...derived, timeline })
    }
    const data = timed(rows)
    expect(data.latencyMs).toBeCloseTo(0.25 * blocks.length)
    const inCell = blocks.filter(({ place }) => place.startsWith('cells.1/'))
    expect(data.parts[2]?.latencyMs).toBeCloseTo(0.25 * inCell.length)
    expect(stackReadout(null, data, words)).toContain('ms · operations one by one')
    expect(stackTable(data, words).columns).toContain('Latency (ms)')
    const partly = timed(rows.filter(({ key }) => key !== inCell[0]?.key))
    expect(partly.parts[2]?.latencyMs).toBeNull()
    expect(partly.latencyMs).toBeNull()
  })

  it('has its cell drawn by itself in NAS-Bench-201, as likely as a method thinks', () => {
    const of = SPACES.find(({ kind }) => kind === 'nas-bench-201')!
    const run = shown(of, { best: judged(of) })
    const view = likelyCellView.shown({ run, cell: 'normal' }, 'en')
    const place = { title: 'Cell', step: 20, totalSteps: 40, width: 480, pointer: stillPointer }
    expect(renderToStaticMarkup(view!.draw(place)).replaceAll('><', '>\n<')).toMatchSnapshot()
    const { rows } = view!.table()
    expect(rows).toHaveLength(6 * 3)
    expect(rows.filter(([, , , taken]) => taken !== '')).toHaveLength(6)
    expect(likelyCellView.shown({ run: derived, cell: 'normal' }, 'en')).toBeNull()
  })

  it('is gone through by keyboard', () => {
    expect(stackMove('ArrowRight', 3, 5)).toBe('4')
    expect(stackMove('ArrowRight', 4, 5)).toBe('4')
    expect(stackMove('Home', 3, 5)).toBe('0')
    expect(stackMove('a', 3, 5)).toBeNull()
  })
})
