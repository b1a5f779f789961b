import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { biasGradientKernel } from './convBias'
import {
  batchMetricsKernel,
  crossEntropyKernel,
  denseInputGradientKernel,
  denseKernel,
  denseWeightGradientKernel,
  globalPoolInputGradientKernel,
  globalPoolKernel,
} from './head'
import { floatBits, STEP_FIELDS, STEP_WORDS } from './kernel'
import { elementsOf, KernelTrial, type PlacedTensor } from './kernelTrial.fixture'
import {
  expectClose,
  landings,
  layerOnCpu,
  Noise,
  placeLanding,
  placeValue,
  RANDOM_SHAPES,
  upTo,
  views,
} from './oracle.fixture'

const images = fc.record({ examples: upTo(5), height: upTo(7), width: upTo(7), channels: upTo(9) })

const features = fc.record({
  examples: upTo(7),
  height: fc.constant(1),
  width: fc.constant(1),
  channels: upTo(9),
})

const rest = { view: views, landing: landings, seed: fc.nat() }

const poolSizes = (input: PlacedTensor, output: PlacedTensor) => ({
  channels: input.channels,
  examples: input.examples,
  imagePixels: input.height * input.width,
  channelStride: input.channelStride,
  outStride: output.channelStride,
})

describe('the head', () => {
  it('averages images as TensorFlow.js does, forward and back', async () => {
    const cases = fc.record({ input: images, ...rest })
    const agrees = fc.asyncProperty(cases, async ({ input, view, landing, seed }) => {
      const noise = new Noise(seed)
      const trial = new KernelTrial()
      const value = placeValue(trial, input, view, noise)
      const cpu = await layerOnCpu(input, value.seen, noise, (b, x) => b.globalAvgPool('pool', x))
      const dst = trial.tensor(cpu.extent)
      trial.dispatch(globalPoolKernel, {
        header: poolSizes(value.job.src, dst),
        job: { ...value.job, dst },
        invocations: elementsOf(dst),
      })
      const { job, landed } = placeLanding(trial, input, landing, noise)
      trial.dispatch(globalPoolInputGradientKernel, {
        header: poolSizes(job.dst, dst),
        job: { gradient: trial.tensor(cpu.extent, cpu.outputGradient), ...job },
        invocations: elementsOf(input),
      })
      const outcome = await trial.run()
      expectClose(outcome.tensor(dst), cpu.output, 'output')
      expectClose(outcome.tensor(job.dst), landed(cpu.inputGradient), 'input gradient')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })

  it('multiplies by a matrix as TensorFlow.js does, forward and back', async () => {
    const cases = fc.record({ input: features, units: upTo(11), ...rest })
    const agrees = fc.asyncProperty(cases, async ({ input, units, view, landing, seed }) => {
      const noise = new Noise(seed)
      const trial = new KernelTrial()
      const value = placeValue(trial, input, view, noise)
      const cpu = await layerOnCpu(input, value.seen, noise, (b, x) => b.dense('dense', x, units))
      const size = units * input.channels
      const weight = trial.region(cpu.weights.subarray(0, size))
      const gradient = trial.tensor(cpu.extent, cpu.outputGradient)
      const dst = trial.tensor(cpu.extent)
      const { job, landed } = placeLanding(trial, input, landing, noise)
      const { examples, channels } = input
      const header = { features: channels, units, examples, stride: dst.channelStride }
      trial.dispatch(denseKernel, {
        header,
        job: { ...value.job, weight, bias: trial.region(cpu.weights.subarray(size)), dst },
        invocations: units * examples,
      })
      trial.dispatch(denseInputGradientKernel, {
        header,
        job: { gradient, weight, ...job },
        invocations: channels * examples,
      })
      const [partials, biasPartials] = [trial.region(size), trial.region(units)]
      trial.dispatch(denseWeightGradientKernel, {
        header,
        job: { gradient, ...value.job, partials },
        invocations: size,
      })
      trial.dispatch(biasGradientKernel, {
        header: { channels: units, channelStride: header.stride, pixels: examples },
        job: { gradient, partials: biasPartials },
        invocations: units,
      })
      const outcome = await trial.run()
      expectClose(outcome.tensor(dst), cpu.output, 'output')
      expectClose(outcome.tensor(job.dst), landed(cpu.inputGradient), 'input gradient')
      const weights = [...outcome.region(partials), ...outcome.region(biasPartials)]
      expectClose(weights, cpu.weightGradient, 'weight gradient')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })

  it('takes the cross-entropy of the examples that count, and its gradient', async () => {
    const cases = fc.record({
      examples: upTo(9),
      classes: upTo(11, 2),
      /** Examples that fill up the batch and do not count. */
      idle: upTo(3, 0),
      offset: upTo(7, 0),
      /** Logits this large would overflow if they were not shifted. */
      spread: fc.constantFrom(1, 100),
      smoothing: fc.constantFrom(0, 0.1, 0.5),
      weight: fc.constantFrom(1, 0.4),
      seed: fc.nat(),
    })
    const agrees = fc.asyncProperty(cases, async ({ examples, classes, idle, seed, ...given }) => {
      const noise = new Noise(seed)
      const extent = { examples: examples + idle, height: 1, width: 1, channels: classes }
      const values = noise.take(elementsOf(extent)).map((x) => given.spread * x)
      const labels = Array.from(
        noise.take(extent.examples),
        (x) => Math.floor(Math.abs(1000 * x)) % classes,
      )
      const dataset = new Uint8Array(64)
      const step = new Uint32Array(STEP_WORDS + extent.examples)
      step[STEP_FIELDS.count] = examples
      step[STEP_FIELDS.labelBytes] = given.offset
      labels.forEach((label, i) => {
        const index = (7 * i + 3) % 50
        step[STEP_WORDS + i] = index
        dataset[given.offset + index] = label
      })
      const trial = new KernelTrial({ step, dataset: new Uint32Array(dataset.buffer) })
      const [logits, gradient] = [trial.tensor(extent, values), trial.tensor(extent)]
      const outcomes = trial.region(2 * extent.examples)
      trial.dispatch(crossEntropyKernel, {
        header: {
          classes,
          examples: extent.examples,
          stride: logits.channelStride,
          indices: STEP_WORDS,
          smoothing: floatBits(given.smoothing),
          weight: floatBits(given.weight),
        },
        job: { logits, gradient, outcomes },
        invocations: extent.examples,
      })
      const [metrics, both] = [trial.region(2), trial.region(2)]
      const twice = [
        { outcomes, auxiliary: null, metrics },
        { outcomes, auxiliary: outcomes, metrics: both },
      ]
      for (const job of twice) {
        const header = { examples: extent.examples }
        trial.dispatch(batchMetricsKernel, { header, job, invocations: 1 })
      }
      const outcome = await trial.run()
      const counted = values.subarray(0, examples * classes)
      const expected = crossEntropyOnCpu(
        counted,
        labels.slice(0, examples),
        classes,
        given.smoothing,
      )
      const [loss, correct] = outcome.region(metrics)
      expectClose([loss!], [given.weight * expected.loss], 'loss')
      expect(correct).toBe(expected.correct)
      const [bothLosses, found] = outcome.region(both)
      expectClose([bothLosses!], [2 * loss!], 'loss with an auxiliary head')
      expect(found).toBe(correct)
      const wanted = new Float32Array(values.length)
      wanted.set(expected.gradient.map((slope) => given.weight * slope))
      expectClose(outcome.tensor(gradient), wanted, 'gradient')
    })
    await fc.assert(agrees, RANDOM_SHAPES)
  })
})

function crossEntropyOnCpu(
  values: Float32Array,
  labels: readonly number[],
  classes: number,
  smoothing: number,
) {
  const logits = tf.tensor2d(values, [labels.length, classes])
  const wanted = tf.oneHot(tf.tensor1d([...labels], 'int32'), classes)
  const lossOf = (x: tf.Tensor) =>
    tf.losses.softmaxCrossEntropy<tf.Tensor, tf.Scalar>(wanted, x, undefined, smoothing)
  const predictions = tf.argMax(logits, 1).dataSync()
  return {
    loss: lossOf(logits).dataSync()[0]!,
    correct: labels.filter((label, i) => predictions[i] === label).length,
    gradient: tf.grad(lossOf)(logits).dataSync<'float32'>(),
  }
}
