import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { Timeline } from '../run/events'
import { methodOf } from '../run/methods'
import { presetConfig } from '../run/presets'
import { collapseView } from './CollapseMeter'
import { edgeEntropyView } from './EdgeEntropy'
import { stillPointer } from './pointer.fixture'
import type { AnySearchView } from './searchView'
import type { SharedPointer, ShownRun } from './shownRun'
import { simplexView } from './Simplex'
import { evaluations, gateTables, snapshots, space } from './views.fixture'

const skipping = {
  ...space,
  operations: ['none', 'skip_connect', 'sep_conv_3x3'] as const,
}

function runAt(step: number | null, recorded = snapshots): ShownRun {
  const config = { ...presetConfig('tiny'), space: skipping }
  const timeline: Timeline = {
    config,
    engine: null,
    gateTables,
    steps: 40,
    snapshots: recorded,
    evaluations,
    candidates: [],
    policies: [],
  }
  return {
    timeline,
    method: methodOf(config),
    step,
    snapshot: recorded.findLast((each) => each.step <= (step ?? 0)) ?? null,
    candidates: [],
    best: null,
    found: false,
    ended: false,
    policy: null,
  }
}

function draw(
  view: AnySearchView,
  run: ShownRun,
  pointer: Partial<SharedPointer> = {},
  width = 480,
) {
  const shown = view.shown({ run, cell: 'normal' }, 'en')
  if (!shown) return null
  const props = { title: view.titles.en, step: run.step, totalSteps: 40, width }
  return renderToStaticMarkup(shown.draw({ ...props, pointer: { ...stillPointer, ...pointer } }))
}

const VIEWS = [edgeEntropyView, simplexView, collapseView]

describe.each(VIEWS.map((view) => [view.name, view] as const))('the view %s', (_, view) => {
  it('is drawn', () => {
    expect(draw(view, runAt(12), { row: 1 })?.replaceAll('><', '>\n<')).toMatchSnapshot()
  })

  it('draws numbers only at every width, and nothing smaller than 12 pixels', () => {
    for (const width of [300, 480, 900]) {
      for (const step of [null, 0, 20]) {
        const markup = draw(view, runAt(step), {}, width) ?? ''
        expect(markup).toContain('<svg')
        expect(markup).not.toMatch(/NaN|Infinity|undefined/)
        expect(markup).not.toMatch(/font-size="?(\d|1[01])(\.|px|")/)
      }
    }
  })

  it('has a table as wide as its heads, and nothing to show before the first step', () => {
    const table = view.shown({ run: runAt(12), cell: 'normal' }, 'zh')?.table()
    expect(table?.rows.length).toBeGreaterThan(0)
    for (const row of table?.rows ?? []) expect(row).toHaveLength(table?.columns.length ?? 0)
    expect(view.shown({ run: runAt(null, []), cell: 'normal' }, 'en')).toBeNull()
  })

  it('is of searches that mix operations alone', () => {
    const { config } = runAt(0).timeline
    expect(view.size(config)).not.toBeNull()
    const strategy = { ...config.strategy, name: 'evolution' } as unknown as typeof config.strategy
    expect(view.size({ ...config, strategy })).toBeNull()
  })
})

describe('an edge', () => {
  it('pointed at is told apart in every view of edges, and one is in the tab order', () => {
    for (const view of [edgeEntropyView, simplexView]) {
      const markup = draw(view, runAt(12), { row: 1 }) ?? ''
      expect([...markup.matchAll(/aria-selected="true"/g)]).toHaveLength(1)
      expect(markup).toContain('data-at="1" aria-selected="true"')
      expect([...markup.matchAll(/role="option"[^>]*tabindex="0"/g)]).toHaveLength(1)
    }
  })

  it('moves with the playhead in the triangle', () => {
    const dots = (step: number) =>
      [
        ...(draw(simplexView, runAt(step)) ?? '').matchAll(
          /class="simplex-point"[^>]*cx="([\d.]+)"/g,
        ),
      ].map(([, x]) => x)
    expect(dots(20)).not.toEqual(dots(5))
    expect(dots(20)).toHaveLength(5)
  })
})

it('tells collapse by the playhead, not by the end', () => {
  const at = (step: number) => draw(collapseView, runAt(step)) ?? ''
  const state = (markup: string) => /collapse-state" data-state="(\w+)"/.exec(markup)?.[1]
  expect(state(at(0))).toBe('early')
  expect(state(at(20))).not.toBe('early')
})
