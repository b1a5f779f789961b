import type { Layer, Parameter, ParameterId } from './network'

/** The parameters of some of a network's layers, as those of a network of their own. */
export class ParameterSelection {
  /** With dense offsets, in the order they were taken. */
  readonly parameters: Parameter[] = []
  /** Their ids in the whole network. */
  readonly originals: ParameterId[] = []
  private size = 0

  constructor(private readonly whole: readonly Parameter[]) {}

  /** The layer with its parameters taken. Every layer may be taken once. */
  take(layer: Layer): Layer {
    switch (layer.kind) {
      case 'depthwiseConv':
        return { ...layer, weight: this.add(layer.weight) }
      case 'conv':
      case 'dense':
        return { ...layer, weight: this.add(layer.weight), bias: this.addAny(layer.bias) }
      case 'batchNorm':
        return { ...layer, scale: this.addAny(layer.scale), shift: this.addAny(layer.shift) }
      default:
        return layer
    }
  }

  private addAny(id: ParameterId | null): ParameterId | null {
    return id === null ? null : this.add(id)
  }

  private add(id: ParameterId): ParameterId {
    const parameter = this.whole[id]
    if (!parameter) throw new RangeError(`The network has no parameter ${id}`)
    this.originals.push(id)
    this.parameters.push({ ...parameter, offset: this.size })
    this.size += parameter.size
    return this.parameters.length - 1
  }
}
