import type { Evidence, Exhibits } from '../run/evidence'
import type { Evaluation } from '../run/events'
import { presetConfig } from '../run/presets'
import type { ShownRun } from './shownRun'
import { evaluations, gateTables, snapshots } from './views.fixture'

/** Three tiny images and two layers, one of which runs nowhere; made up, the same every time. */
const exhibits: Exhibits = {
  height: 2,
  width: 2,
  channels: 1,
  classes: 10,
  labels: [9, 1, 6],
  mappedImages: 2,
  layers: [
    {
      name: 'stem/norm',
      fullHeight: 2,
      fullWidth: 2,
      height: 2,
      width: 2,
      allChannels: 12,
      channels: [1, 7],
    },
    {
      name: 'cells.0/output',
      fullHeight: 2,
      fullWidth: 2,
      height: 2,
      width: 2,
      allChannels: 16,
      channels: [3, 9],
    },
  ],
  images: Uint8Array.of(0, 50, 100, 150, 255, 200, 150, 100, 0, 0, 255, 255),
}

/** The first image is taken for what it is, the second for its neighbour, the third for the first. */
function look(step: number, subject: Evidence['subject']): Evidence {
  const probabilities = new Float32Array(30).fill(0.02)
  probabilities[9] = 0.82
  probabilities.set([0.02, 0.2, 0.64], 10)
  probabilities.set([0.8, 0.1], 20)
  probabilities[26] = 0.005
  return {
    step,
    subject,
    statistics: subject === 'trained' ? 'batch' : 'running',
    probabilities,
    pixels: Uint8Array.from({ length: 32 }, (_, i) => (i < 16 ? 16 * i : 0)),
    ranges: Float32Array.from({ length: 16 }, (_, i) =>
      i < 8 ? (i % 2 === 0 ? -1.5 : 0.25 * i) : Number.NaN,
    ),
  }
}

/** Ten images of every class, of which the class after it takes as many as the class is. */
const confusion = Array.from({ length: 100 }, (_, at) => {
  const [is, taken] = [Math.floor(at / 10), at % 10]
  return taken === is ? 10 - is : taken === (is + 1) % 10 ? is : 0
})

const counted: readonly Evaluation[] = evaluations.map((evaluation) => ({
  ...evaluation,
  subject: 'supernet',
  confusion,
}))

const timeline = {
  config: presetConfig('tiny'),
  engine: null,
  gateTables,
  steps: 20,
  snapshots,
  evaluations: counted,
  exhibits,
  evidence: [look(1, 'trained'), look(10, 'supernet'), look(20, 'supernet')],
  candidates: [],
  policies: [],
}

/** A run that showed what it made of single images, at `step` or at its latest. */
export function shownRunAt(step: number, changes: Partial<typeof timeline> = {}): ShownRun {
  const told = { ...timeline, ...changes }
  return {
    timeline: told,
    method: 'darts',
    step,
    snapshot: told.snapshots.findLast((each) => each.step <= step) ?? null,
    candidates: [],
    best: null,
    found: false,
    ended: false,
    policy: null,
  }
}
