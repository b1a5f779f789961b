import { describe, expect, it } from 'vitest'
import { NetworkBuilder } from './builder'

const image = { height: 28, width: 7, channels: 4 }

function withImage() {
  const builder = new NetworkBuilder()
  return { builder, input: builder.input(image) }
}

describe('NetworkBuilder', () => {
  it('pads as PyTorch does by default: kernel // 2 times dilation', () => {
    const { builder, input } = withImage()
    const shapes = [3, 5, 7].map((kernel) =>
      builder.shapeOf(builder.conv(`conv${kernel}`, input, 8, { kernel })),
    )
    expect(shapes).toEqual(shapes.map(() => ({ height: 28, width: 7, channels: 8 })))
    const dilated = builder.depthwiseConv('dilated', input, { kernel: 5, stride: 2, dilation: 2 })
    expect(builder.shapeOf(dilated)).toEqual({ height: 14, width: 4, channels: 4 })
  })

  it('gives a shifted window the size of an unshifted one, odd inputs included', () => {
    const { builder, input } = withImage()
    const shape = (padding: number) =>
      builder.shapeOf(builder.conv(`p${padding}`, input, 2, { kernel: 1, stride: 2, padding }))
    expect(shape(-1)).toEqual({ height: 14, width: 4, channels: 2 })
    expect(shape(-1)).toEqual(shape(0))
  })

  it('strides one axis when asked to', () => {
    const { builder, input } = withImage()
    const across = builder.conv('across', input, 4, {
      kernel: [1, 7],
      stride: 2,
      strideAxis: 'width',
    })
    const down = builder.conv('down', across, 4, {
      kernel: [7, 1],
      stride: 2,
      strideAxis: 'height',
    })
    expect(builder.shapeOf(across)).toEqual({ height: 28, width: 4, channels: 4 })
    expect(builder.shapeOf(down)).toEqual({ height: 14, width: 4, channels: 4 })
  })

  it('bounds initial weights by 1 / √fanIn', () => {
    const { builder, input } = withImage()
    const conv = builder.conv('conv', input, 8, { kernel: 3, bias: true })
    const network = builder.build(builder.dense('dense', builder.globalAvgPool('pool', conv), 10))
    const bounds = network.parameters.map(({ name, initialiser }) => [
      name,
      initialiser.kind === 'uniform' ? initialiser.bound : null,
    ])
    expect(bounds).toEqual([
      ['conv.weight', 1 / Math.sqrt(36)],
      ['conv.bias', 1 / Math.sqrt(36)],
      ['dense.weight', 1 / Math.sqrt(8)],
      ['dense.bias', 1 / Math.sqrt(8)],
    ])
  })

  it('refuses what cannot be joined', () => {
    const { builder, input } = withImage()
    const wide = builder.conv('wide', input, 8, { kernel: 3 })
    const half = builder.pool('maxPool', 'half', input, { kernel: 3, stride: 2 })
    const term = (layer: number) => ({ input: layer, gate: null })
    expect(() => builder.sum('sum', [term(input), term(wide)])).toThrow('Sum sum mixes shapes')
    expect(() => builder.sum('sum', [])).toThrow('has no terms')
    expect(() => builder.concat('join', [input, half])).toThrow('mixes resolutions')
    expect(() => builder.dense('dense', input, 10)).toThrow('1 × 1')
  })
})
