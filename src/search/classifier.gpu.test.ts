import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { gatherBatch } from '../engine/eager/batch'
import { evaluateNetwork } from '../engine/eager/forward'
import { classProbabilities } from '../engine/logits'
import { livelyState, randomImages, testGpu, trainedState } from '../engine/plan/testing'
import { softmaxRows } from '../network/gates'
import { buildSpaceSupernet } from '../network/spaceNetworks'
import type { ClassifierNews } from '../run/classification'
import { datasetFormat } from '../run/datasets'
import { withGivenSpace } from '../run/methods'
import { presetConfig } from '../run/presets'
import { SPACE_PRESETS } from '../space/spacePresets'
import { Classifiers } from './classifier'

const CONFIG = withGivenSpace(presetConfig('tiny'), SPACE_PRESETS.darts.small)
const { input, classes } = datasetFormat(CONFIG.dataset)

describe('networks that answer side by side', () => {
  it('are a supernet mixed by its gates and others, each with its time', async () => {
    const supernet = buildSpaceSupernet(CONFIG.space, input, classes)
    const state = { ...livelyState(supernet, 5), ...trainedState(supernet, 5) }
    const data = randomImages(input, classes, 3)
    const classifiers = new Classifiers({ openGpu: testGpu })
    const news: ClassifierNews[] = []
    const dataset = CONFIG.dataset
    await classifiers.add(
      {
        name: 'supernet',
        source: { kind: 'supernet', ...state, config: CONFIG, choices: null },
        dataset,
        normalisation: null,
      },
      data,
      (each) => news.push(each),
    )
    const source = {
      kind: 'untrained',
      subject: { kind: 'cells', text: GENOTYPE, cells: 3, channels: 4 },
      seed: 1,
    } as const
    const untrained = { name: 'untrained', source, dataset, normalisation: null } as const
    await classifiers.add(untrained, data, (each) => news.push(each))

    const size = input.height * input.width * input.channels
    const answers = await classifiers.classify(data.images.slice(2 * size))
    expect(answers.map(({ name }) => name)).toEqual(['supernet', 'untrained'])
    for (const { probabilities } of answers) {
      expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5)
    }
    await tf.setBackend('cpu')
    const { logits } = await evaluateNetwork({
      network: supernet,
      ...state,
      gates: softmaxRows(state.alphas, supernet.gateTables),
      ...gatherBatch(data, Uint32Array.of(2), null),
      mode: 'eval',
    })
    const expected = classProbabilities(logits, classes)
    answers[0]!.probabilities.forEach((p, i) => expect(p).toBeCloseTo(expected[i]!, 4))

    await classifiers.time((each) => news.push(each), new AbortController().signal)
    const times = news.flatMap((each) => (each.type === 'latency' ? [each] : []))
    expect(new Set(times.map(({ name }) => name))).toEqual(new Set(['supernet', 'untrained']))
    for (const { latency } of times) expect(latency.medianMs).toBeGreaterThan(0)
    classifiers.close()
    expect(await classifiers.classify(data.images.slice(2 * size))).toEqual([])
  })
})

const GENOTYPE =
  "Genotype(normal=[('sep_conv_3x3', 0), ('skip_connect', 1), ('max_pool_3x3', 0), ('sep_conv_3x3', 2)], normal_concat=range(2, 4), reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1)], reduce_concat=range(2, 4))"
