import { expect, it } from 'vitest'
import { NetworkBuilder } from '../../network/builder'
import type { Network } from '../../network/network'
import { pickPixels } from './pickPixels'

const WIDTH = 4

function reduction(): Network {
  const builder = new NetworkBuilder()
  const input = builder.input({ height: 9, width: 8, channels: WIDTH })
  const active = builder.relu('cell/relu', input)
  const halves = ['a', 'b'].flatMap((edge) =>
    [0, -1].map((padding) =>
      builder.conv(`cell/${edge}/${padding}`, active, WIDTH, { kernel: 1, stride: 2, padding }),
    ),
  )
  const dilated = { kernel: 5, stride: 2, dilation: 2 }
  const last = builder.depthwiseConv('cell/dilated', active, dilated)
  const plain = builder.depthwiseConv('cell/plain', active, { kernel: 3, stride: 2 })
  const joined = builder.concat('cell/joined', [...halves, last, plain])
  return builder.build(builder.globalAvgPool('head/pool', joined))
}

it('picks each half of the pixels once for all that read them, and convolves without a stride', () => {
  const network = reduction()
  const { layers, logits } = pickPixels(network)
  const picks = layers.flatMap((layer, id) => (layer.kind === 'avgPool' ? [{ ...layer, id }] : []))
  expect(picks.map(({ name, padding }) => [name, ...padding])).toEqual([
    ['cell/cell/relu/even pixels', 0, 0],
    ['cell/cell/relu/odd pixels', -1, -1],
  ])
  for (const { shape } of picks) expect(shape).toEqual({ height: 5, width: 4, channels: WIDTH })
  const [even, odd] = picks.map(({ id }) => id)
  const read = Object.fromEntries(layers.map(({ name, inputs }) => [name, inputs[0]]))
  expect(read).toMatchObject({
    'cell/a/0': even,
    'cell/a/-1': odd,
    'cell/b/0': even,
    'cell/b/-1': odd,
    'cell/dilated': even,
    'cell/plain': layers.findIndex(({ name }) => name === 'cell/relu'),
  })
  const dilated = layers.find(({ name }) => name === 'cell/dilated')
  expect(dilated).toMatchObject({ stride: 1, dilation: 1, padding: [2, 2] })
  expect(layers[logits]!.name).toBe('head/pool')
  const given = new Map(network.layers.map((layer) => [layer.name, layer.shape]))
  for (const { name, shape } of layers) expect(given.get(name) ?? shape).toEqual(shape)
})

it('leaves what needs every pixel, or adds a bias, as it is', () => {
  const builder = new NetworkBuilder()
  const input = builder.input({ height: 8, width: 8, channels: WIDTH })
  const window = { kernel: 1, stride: 2, padding: 0 }
  const biased = builder.conv('cell/biased', input, WIDTH, { ...window, bias: true })
  const lengthwise = builder.conv('cell/axis', biased, WIDTH, { ...window, strideAxis: 'width' })
  const odd = builder.depthwiseConv('cell/odd', lengthwise, { kernel: 3, stride: 2, dilation: 3 })
  const network = builder.build(builder.globalAvgPool('head/pool', odd))
  expect(pickPixels(network)).toEqual(network)
})
