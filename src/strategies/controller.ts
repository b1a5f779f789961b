import type { RandomKey } from '../random/random'
import type { ControllerSettings } from '../run/strategySettings'
import type { SpaceKind } from '../space/searchSpace'
import type { Choices, SpaceModel } from '../space/spaceModel'
import { adamStep, initialAdamState, type AdamState } from './controllerAdam'
import { onCpu } from './controllerBackend'
import type { PolicyForm } from './controllerForm'
import { generalForm } from './controllerGeneral'
import { macroForm } from './controllerMacro'
import { microForm } from './controllerMicro'
import { initialWeights, parameterTotal } from './controllerParameters'
import { drawArchitectures, type Rollout } from './controllerSampling'
import { advantagesOver, policyGradient } from './reinforce'

/** All that a controller has learnt; plain data. */
export interface ControllerState {
  readonly weights: Float32Array
  readonly adam: AdamState
  readonly baseline: number
}

/**
 * A policy over the architectures of a space: an LSTM that makes one decision after another, trained by
 * REINFORCE. Works on tfjs' CPU backend, off the device that trains; between calls it holds plain
 * arrays and no tensor.
 */
export class Controller {
  private state: ControllerState

  /** @param key of the weights' first values */
  constructor(
    private readonly form: PolicyForm,
    private readonly space: SpaceModel,
    private readonly settings: ControllerSettings,
    key: RandomKey,
  ) {
    this.state = {
      weights: initialWeights(form.parameters, settings.initialRange, key),
      adam: initialAdamState(parameterTotal(form.parameters)),
      baseline: 0,
    }
  }

  get baseline(): number {
    return this.state.baseline
  }

  /** Draws one architecture per key; equal keys and weights give equal bits. */
  draw(keys: readonly RandomKey[]): Rollout[] {
    const { form, space, state } = this
    return onCpu(() => drawArchitectures(form, state.weights, space, keys))
  }

  /** One step of Adam along the mean REINFORCE gradient of architectures and their rewards. */
  learn(architectures: readonly Choices[], rewards: readonly number[]): void {
    const { form, space, settings, state } = this
    const { advantages, baseline } = advantagesOver(state.baseline, rewards, settings.baselineDecay)
    const { gradient } = onCpu(() =>
      policyGradient(form, space, state.weights, architectures, advantages, settings.skipWeight),
    )
    const { weights, state: adam } = adamStep(state.weights, gradient, state.adam, settings)
    this.state = { weights, adam, baseline }
  }

  exportState(): ControllerState {
    return structuredClone(this.state)
  }

  /** @throws RangeError when the state is of another controller */
  importState(state: ControllerState): void {
    const size = parameterTotal(this.form.parameters)
    if (state.weights.length !== size) {
      throw new RangeError(`The controller has ${size} weights, not ${state.weights.length}`)
    }
    this.state = structuredClone(state)
  }
}

/** The form of controller that was published for a kind of space. */
export function policyForm(
  kind: SpaceKind,
  space: SpaceModel,
  settings: ControllerSettings,
): PolicyForm {
  switch (kind) {
    case 'enas-cell':
      return microForm(space.decisions, settings)
    case 'enas-macro':
      return macroForm(space, settings)
    default:
      return generalForm(space.decisions, settings)
  }
}
