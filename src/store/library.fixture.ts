import { softmaxRows } from '../network/gates'
import { randomKey } from '../random/random'
import type { SearchConfig } from '../run/config'
import type { ArchitectureRecord } from '../run/events'
import { presetConfig } from '../run/presets'
import { TRAINING_RECIPES } from '../run/trainingRecipes'
import { drawUniform } from '../space/draws'
import { spaceModel } from '../space/spaceModels'
import type { Recording } from './recordingFormat'
import type { RunCheckpoint } from './runSlice'
import { blankTimeline } from './timeline'
import type { KeptTraining } from './trained'

/** A run that was never run, with a step of training for each snapshot. */
export function recordedRun(config: SearchConfig = presetConfig('tiny'), snapshots = 8): Recording {
  const timeline = blankTimeline(config)
  const gates = timeline.gateTables.reduce((sum, { rows, columns }) => sum + rows * columns, 0)
  const alphas = new Float32Array(gates)
  return {
    recordedAt: '2026-01-03T00:00:00.000Z',
    alphaHash: null,
    record: foundRecord(config),
    timeline: {
      ...timeline,
      snapshots: Array.from({ length: snapshots }, (_, index) => ({
        step: index + 1,
        elapsedMs: 100 * (index + 1),
        trainLoss: 2,
        trainAccuracy: 0.25,
        validLoss: 2,
        validAccuracy: 0.25,
        learningRate: 0.125,
        alphas,
        gates: softmaxRows(alphas, timeline.gateTables),
      })),
    },
  }
}

/** An architecture of the config's space, as if the search had found it. */
function foundRecord({ space, seed }: SearchConfig): ArchitectureRecord {
  const model = spaceModel(space)
  const choices = drawUniform(model, randomKey(seed))
  if (!choices) throw new Error('The space has no architecture')
  return {
    choices,
    text: model.format(choices),
    genotype: model.genotype(choices),
    accuracy: 0.75,
    subject: 'supernet',
    cost: { macs: 1_000, parameters: 100, latencyMs: null },
    usage: null,
  }
}

/** The same run as it was `snapshots` before its end. */
export function underWay(run: Recording, snapshots: number): Recording {
  const { timeline } = run
  return {
    ...run,
    record: null,
    timeline: { ...timeline, snapshots: timeline.snapshots.slice(0, snapshots) },
  }
}

/** Where such a run could go on. */
export function checkpointOf({ config }: Recording['timeline'], step: number): RunCheckpoint {
  const engine = { weights: Float32Array.of(1, 2), alphas: Float32Array.of(3) }
  return { version: 1, config, step, elapsedMs: 9, engine } as unknown as RunCheckpoint
}

/** What a training might have left of a tiny reference network. */
export function trainedReference(id: string, trainedAt = '2026-01-04T00:00:00.000Z'): KeptTraining {
  const classNames = ['one', 'other']
  return {
    id,
    name: `Reference ${id}`,
    trainedAt,
    result: {
      config: {
        version: 1,
        subject: { kind: 'reference', name: 'resnet', channels: 4 },
        dataset: presetConfig('tiny').dataset,
        recipe: TRAINING_RECIPES.quick,
        seed: 3,
      },
      engine: {
        engine: 'plan',
        backend: 'webgpu',
        adapter: 'SwiftShader (software)',
        software: true,
        gpuBytes: 1,
        dispatchesPerStep: 1,
      },
      parameters: 3,
      macs: 30,
      classNames,
      mean: [0.5],
      deviation: [0.25],
      best: { step: 9, epoch: 0.5, loss: 0.5, accuracy: 0.75, best: true },
      test: {
        images: 100,
        correct: 90,
        loss: 0.25,
        interval: [0.8256, 0.9448],
        confusion: [45, 5, 5, 45],
        mistakes: [
          {
            image: 7,
            label: 0,
            taken: 1,
            confidence: 0.75,
            labelConfidence: 0.25,
            pixels: Uint8Array.of(1, 2, 3, 4),
          },
        ],
      },
      steps: 10,
      endedEarly: false,
      elapsedMs: 1_000,
      weights: Float32Array.of(1, -2, 0.5),
      runningStatistics: Float32Array.of(0, 1),
    },
  }
}
