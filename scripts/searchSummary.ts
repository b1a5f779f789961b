import type { BatchResult } from '../src/run/automation'

const JUDGED: Readonly<Record<BatchResult['judged'], string>> = {
  supernet: 'the supernet',
  'shared-weights': 'what was found, with weights it shares',
  'own-weights': 'what was found, with weights of its own',
}

/** A batch result for people to read. */
export function summary(result: BatchResult): string {
  const loss = (value: number | undefined) => value?.toFixed(3) ?? 'none'
  const { usage, cost, candidates } = result
  return `${result.genotype}

  ${result.strategy} on ${result.space} and ${result.dataset}, ${result.preset}, seed ${result.seed}, ${result.steps} steps
  training loss         ${loss(result.trainLoss[0])} → ${loss(result.trainLoss.at(-1))}
  test accuracy         ${(100 * result.valAccuracy).toFixed(1)} % (${JUDGED[result.judged]})
  by itself             ${cost.parameters} parameters, ${(cost.macs / 1e6).toFixed(2)} M MACs
  judged                ${candidates.length} architectures
  used                  ${usage.imagesTrained} images trained, ${usage.imagesJudged} judged, ${seconds(usage.gpuMs)} of the GPU
  time                  ${seconds(usage.elapsedMs)} searching, ${seconds(usage.wallMs)} in all
  speed                 ${result.msPerStep.toFixed(0)} ms a step, ${result.dispatchesPerStep} dispatches
  engine                ${result.engine} on ${result.adapter}, ${(result.gpuBytes / 2 ** 20).toFixed(1)} MiB
  fingerprint           ${result.alphaHash}
  link                  ${result.link}
`
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
