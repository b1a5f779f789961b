import { randomKey, splitKey, type RandomKey } from '../random/random'
import type { PolicySnapshot } from '../run/events'
import type { ControllerSettings } from '../run/strategySettings'
import { Controller, policyForm, type ControllerState } from './controller'
import { drawFromPolicy, type PolicyDraw } from './controllerDraws'
import { picturePolicy, type PolicyPicture } from './policyPicture'
import type { StrategyContext } from './strategy'

/** The controller of a run: what methods that search by policy gradient have in common. */
export class PolicyLearner {
  private readonly controller: Controller
  private picture: PolicyPicture

  /** @param memory of an earlier learner of this config; null at the start */
  constructor(
    private readonly context: StrategyContext,
    private readonly settings: ControllerSettings,
    memory: ControllerState | null,
  ) {
    const { config, space } = context
    const form = policyForm(config.space.kind, space, settings)
    const key = splitKey(randomKey(config.seed), 'controller')
    this.controller = new Controller(form, space, settings, key)
    if (memory) this.controller.importState(memory)
    this.picture = picturePolicy(context, this.controller)
  }

  /** How likely the policy makes each branch, in the order of gates. */
  get gates(): Float32Array {
    return this.picture.gates
  }

  /** One architecture per key. @throws InfeasibleError when nothing keeps the objective's limits */
  draw(keys: readonly RandomKey[]): PolicyDraw[] {
    return drawFromPolicy(this.context, this.controller, keys)
  }

  /**
   * One update from architectures and the objective's scores of them. The reward is the score plus
   * `entropyWeight` times the entropy that the policy had when it drew.
   */
  learn(
    step: number,
    outcomes: readonly { readonly draw: PolicyDraw; readonly score: number }[],
  ): PolicySnapshot {
    const { entropyWeight } = this.settings
    const rewards = outcomes.map(({ draw, score }) => score + entropyWeight * draw.entropy)
    this.controller.learn(
      outcomes.map(({ draw }) => draw.choices),
      rewards,
    )
    this.picture = picturePolicy(this.context, this.controller)
    const { probabilities, entropy } = this.picture
    const reward = rewards.reduce((sum, each) => sum + each, 0) / rewards.length
    return { step, probabilities, entropy, reward, baseline: this.controller.baseline }
  }

  memory(): ControllerState {
    return this.controller.exportState()
  }
}
