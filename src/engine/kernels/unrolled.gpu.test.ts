import fc from 'fast-check'
import { it } from 'vitest'
import { floatBits, STEP_FIELDS, STEP_WORDS } from './kernel'
import { KernelTrial, type Placed } from './kernelTrial.fixture'
import { expectClose, Noise, RANDOM_SHAPES, upTo } from './oracle.fixture'
import {
  copyKernel,
  DIFFERENCE_FACTORS,
  differenceFactorsKernel,
  moveAlongKernel,
  virtualStepKernel,
} from './unrolled'

const rates = fc.record({
  learningRate: fc.double({ min: 1e-3, max: 0.5, noNaN: true }),
  momentum: fc.double({ min: 0, max: 0.95, noNaN: true }),
  weightDecay: fc.double({ min: 0, max: 0.1, noNaN: true }),
})

const cases = fc.record({ size: upTo(400), lanes: upTo(64), rates, seed: fc.nat() })

it('steps ahead, along a direction and back as architect.py does', async () => {
  const agrees = fc.asyncProperty(cases, async ({ size, lanes, rates: given, seed }) => {
    const { learningRate, momentum, weightDecay } = given
    const noise = new Noise(seed)
    const [w, g, buffer, v] = [0, 1, 2, 3].map(() => noise.take(size)) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ]
    const squares = noise.take(lanes).map((x) => x * x)
    const step = new Uint32Array(STEP_WORDS)
    step[STEP_FIELDS.learningRate] = floatBits(learningRate)
    const trial = new KernelTrial({ step })
    const [weights, direction] = [trial.region(w), trial.region(v)]
    const [saved, moved, copied] = [0, 1, 2].map(() => trial.region(size)) as [
      Placed,
      Placed,
      Placed,
    ]
    trial.dispatch(virtualStepKernel, {
      header: { size, momentum: floatBits(momentum), weightDecay: floatBits(weightDecay) },
      job: { weights, gradients: trial.region(g), buffer: trial.region(buffer), saved },
      invocations: size,
    })
    const factors = trial.region(4)
    trial.dispatch(differenceFactorsKernel, {
      header: { lanes },
      job: { partials: trial.region(squares), factors },
      invocations: 1,
    })
    const backward = { ...factors, offset: factors.offset + DIFFERENCE_FACTORS.backward, size: 1 }
    trial.dispatch(moveAlongKernel, {
      header: { size },
      job: { base: saved, direction, factor: backward, dst: moved },
      invocations: size,
    })
    trial.dispatch(copyKernel, {
      header: { size },
      job: { src: moved, dst: copied },
      invocations: size,
    })
    const outcome = await trial.run()
    const ahead = w.map(
      (x, i) => x - learningRate * (momentum * buffer[i]! + g[i]! + weightDecay * x),
    )
    const radius = 0.01 / Math.sqrt(squares.reduce((sum, x) => sum + x, 0))
    const share = learningRate / (2 * radius)
    expectClose(outcome.region(weights), ahead, 'virtual step')
    expectClose(outcome.region(saved), w, 'saved weights')
    const wanted = [radius, -radius, -share, share]
    const ratios = outcome.region(factors).map((factor, i) => factor / wanted[i]!)
    expectClose(ratios, [1, 1, 1, 1], 'factors')
    const back = w.map((x, i) => x - radius * v[i]!)
    expectClose(outcome.region(moved), back, 'moved weights')
    expectClose(outcome.region(copied), back, 'copy')
  })
  await fc.assert(agrees, RANDOM_SHAPES)
})
