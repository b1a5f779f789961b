import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { spaceModel } from '../space/spaceModels'
import { SPACE_PRESETS } from '../space/spacePresets'
import { CandidateProgress } from './CandidateProgress'
import { candidate } from './candidates.fixture'
import { DecisionTape } from './DecisionTape'
import { familyView } from './FamilyTree'
import { Lineage } from './Lineage'
import { LivingPopulation } from './LivingPopulation'
import { stillPointer } from './pointer.fixture'
import { presetConfig } from '../run/presets'
import { withMethod } from '../run/methods'
import { lineageText, livesText, progressText, tapeText } from './methodText.fixture'
import { tapeColumns } from './tapeLayout'

const candidates = [
  candidate(0, { accuracy: 0.2, generation: 0 }),
  candidate(1, {
    accuracy: 0.4,
    generation: 0,
    cost: { macs: 3_000, parameters: 10, latencyMs: null },
  }),
  candidate(2, { accuracy: 0.6, generation: 1, origin: 'mutation', parents: [1] }),
  candidate(3, { accuracy: 0.5, generation: 1, origin: 'crossover', parents: [0, 1] }),
]
const shared = {
  title: 'Candidates',
  candidates,
  best: candidates[2] ?? null,
  found: false,
  pointed: null,
  chosen: 1,
  selected: new Set([3]),
  width: 600,
}
const empty = { ...shared, candidates: [], best: null, chosen: null }

const drawings = (given: typeof shared | typeof empty) => [
  <Lineage key="lineage" {...given} generations={2} population={2} text={lineageText} />,
  <LivingPopulation key="lives" {...given} population={2} births={4} text={livesText} />,
  <CandidateProgress
    key="progress"
    {...given}
    totalSteps={10}
    step={4}
    descent
    chance={0.1}
    height={250}
    text={progressText}
  />,
]

const marks = (markup: string) =>
  [...markup.matchAll(/<g class="candidate" data-at="(\d+)"[^>]*>/g)].map(([tag, id]) => ({
    id: Number(id),
    best: tag.includes('data-best'),
    faded: tag.includes('data-faded'),
    pressed: tag.includes('aria-pressed="true"'),
    selected: tag.includes('data-selected'),
    inOrder: tag.includes('tabindex="0"'),
  }))

describe('a lineage of thousands', () => {
  const many = Array.from({ length: 600 }, (_, id) =>
    candidate(id, {
      accuracy: id / 600,
      generation: Math.floor(id / 100),
      origin: id < 100 ? 'random' : 'mutation',
      parents: id < 100 ? [] : [id - 100],
    }),
  )
  const markup = renderToStaticMarkup(
    <Lineage
      {...shared}
      candidates={many}
      best={many[599] ?? null}
      chosen={null}
      pointed={250}
      selected={new Set([3])}
      generations={6}
      population={100}
      text={lineageText}
    />,
  )

  it('has elements for those alone that matter now, and the others together', () => {
    // Whom one points at and the ancestors, the best where the tab key leads, the selected.
    expect(marks(markup).map(({ id }) => id)).toEqual([50, 3, 150, 250, 599])
    const together = [...markup.matchAll(/candidate-crowd.*?d="([^"]*)"/g)].map(
      ([, path = '']) => path.split('M').length - 1,
    )
    expect(together).toEqual([98, 99, 99, 100, 100, 99])
  })
})

describe.each(drawings(shared).map((drawing) => [drawing.key, drawing] as const))(
  'the drawing of candidates: %s',
  (_, drawing) => {
    const markup = renderToStaticMarkup(drawing)

    it('shows everyone once, rings the best, and tells who is chosen or selected', () => {
      const found = marks(markup)
      expect(found.map(({ id }) => id).sort()).toEqual([0, 1, 2, 3])
      expect(found.filter(({ best }) => best).map(({ id }) => id)).toEqual([2])
      expect(found.filter(({ pressed }) => pressed).map(({ id }) => id)).toEqual([1])
      expect(found.filter(({ selected }) => selected).map(({ id }) => id)).toEqual([3])
      expect(found.filter(({ inOrder }) => inOrder)).toHaveLength(1)
    })

    it('draws numbers only, and nothing smaller than 12 pixels', () => {
      expect(markup).not.toContain('NaN')
      expect(markup).not.toContain('Infinity')
      expect(markup).not.toMatch(/font-size="?(\d|1[01])(\.|px|")/)
    })
  },
)

it.each(drawings(empty).map((drawing) => [drawing.key, drawing] as const))(
  'draws %s before there is anything',
  (_, drawing) => {
    const markup = renderToStaticMarkup(drawing)
    expect(markup).not.toContain('NaN')
    expect(markup).not.toContain('Infinity')
    expect(marks(markup)).toEqual([])
  },
)

describe('the tape', () => {
  const space = SPACE_PRESETS['nas-bench-201'].small
  const columns = tapeColumns(space.kind, spaceModel(space).decisions, tapeText)
  const probabilities = new Float32Array(30).map(
    (_, index) => [0.1, 0.2, 0.3, 0.4, 0][index % 5] ?? 0,
  )
  const draw = (sample: readonly number[] | null, known = true) =>
    renderToStaticMarkup(
      <DecisionTape
        title="Tape"
        columns={columns}
        probabilities={known ? probabilities : null}
        sample={sample}
        sampleAccuracy="50.0 %"
        rewarded={known ? { reward: 0.5, baseline: 0.25 } : null}
        width={600}
        text={tapeText}
      />,
    )

  it('has options as high as they are likely, which add up to the column', () => {
    const heights = [
      ...draw(null).matchAll(/class="tape-bar" x="0" y="[\d.]+" width="[\d.]+" height="([\d.]+)"/g),
    ]
      .slice(0, 5)
      .map(([, height]) => Number(height))
    const whole = 150
    // A pixel of every option is the gap to the next.
    expect(heights.map((height) => Math.round(height + 1))).toEqual([15, 30, 45, 60, 1])
    expect(heights.slice(0, 4).reduce((sum, height) => sum + height + 1, 0)).toBeCloseTo(whole, 3)
  })

  it('marks the options of the latest architecture', () => {
    const drawn = [...draw([3, 2, 1, 0, 3, 2]).matchAll(/data-at="(\d) (\d)" data-drawn="true"/g)]
    expect(drawn.map(([, decision, option]) => `${decision} ${option}`)).toEqual([
      '0 3',
      '1 2',
      '2 1',
      '3 0',
      '4 3',
      '5 2',
    ])
    expect(draw(null)).not.toContain('data-drawn')
  })

  it('says how likely what was drawn is, option by option and in all, and what it earned', () => {
    const markup = draw([3, 2, 1, 0, 3, 2])
    const drawn = [...markup.matchAll(/class="tape-drawn"[^>]*>([\d.]+)</g)].map(([, p]) => p)
    expect(drawn).toEqual(['0.40', '0.30', '0.20', '0.10', '0.40', '0.30'])
    // 0.4 · 0.3 · 0.2 · 0.1 · 0.4 · 0.3 = 2.88e-4, and 5⁶ times that is 4.5
    expect(markup).toContain('2.9·10⁻⁴, 4.5 × uniform')
    expect(markup).toContain('reward 0.500\u2003baseline 0.250')
  })

  it('says when there is no policy yet', () => {
    expect(draw(null, false)).toContain('before the first update')
    expect(draw(null, false)).not.toContain('data-known')
  })
})

describe('the family tree', () => {
  const space = SPACE_PRESETS['nas-bench-201'].small
  const config = { ...withMethod(presetConfig('tiny'), 'evolution'), space }
  const family = [
    candidate(0, { accuracy: 0.2, choices: [0, 0, 0, 0, 0, 0] }),
    candidate(1, { accuracy: 0.3, choices: [1, 0, 0, 0, 0, 0] }),
    candidate(2, { accuracy: 0.6, choices: [0, 0, 3, 0, 0, 0], origin: 'mutation', parents: [0] }),
    candidate(3, { accuracy: 0.4, choices: [0, 2, 3, 0, 0, 0], origin: 'mutation', parents: [2] }),
    candidate(4, { accuracy: 0.5, choices: [0, 0, 0, 1, 0, 0], origin: 'mutation', parents: [0] }),
  ]
  const shown = (step: number, chosen: number | null = null, language: 'en' | 'zh' = 'en') => {
    const seen = family.filter((each) => each.step <= step)
    const timeline = {
      config,
      engine: null,
      gateTables: [],
      steps: 10,
      snapshots: [],
      evaluations: [],
      candidates: family,
      policies: [],
    }
    const run = {
      timeline,
      method: 'evolution' as const,
      step,
      snapshot: null,
      candidates: seen,
      best: [...seen].sort((a, b) => b.score - a.score)[0] ?? null,
      found: false,
      ended: false,
      policy: null,
    }
    return familyView.shown({ run, cell: 'normal', chosen }, language)
  }
  const draw = (step: number, chosen: number | null = null, width = 600) => {
    const props = { title: 'Family', step, totalSteps: 10, width, pointer: stillPointer }
    return renderToStaticMarkup(<>{shown(step, chosen)?.draw(props)}</>)
  }

  it('is drawn', () => {
    expect(draw(5).replaceAll('><', '>\n<')).toMatchSnapshot()
    expect(shown(0)).toBeNull()
  })

  it('says what each step changed, and fades all but the line of descent', () => {
    const markup = draw(5)
    expect(markup).toContain('mutated: 1 → 2 none → conv 3×3')
    const found = marks(markup)
    expect(found.map(({ id, faded }) => [id, faded])).toEqual([
      [0, false],
      [2, false],
      [3, true],
      [4, true],
    ])
    expect(found.filter(({ best }) => best).map(({ id }) => id)).toEqual([2])
    expect(found.filter(({ inOrder }) => inOrder)).toHaveLength(1)
  })

  it('is of the one chosen, and knows nothing of what came later', () => {
    const ids = (markup: string) => marks(markup).map(({ id }) => id)
    expect(ids(draw(5, 3))).toEqual([0, 2, 3, 4])
    expect(ids(draw(3))).toEqual([0, 2])
    expect(ids(draw(5, 1, 320))).toEqual([1])
  })

  it('has everyone in its table, in both languages', () => {
    for (const language of ['en', 'zh'] as const) {
      const table = shown(5, null, language)?.table()
      expect(table?.rows.map(([, id]) => id)).toEqual([0, 2, 3, 4])
      for (const row of table?.rows ?? []) expect(row).toHaveLength(table?.columns.length ?? 0)
    }
  })
})
