import type { BatchLatency, BatchResult } from '../src/run/automation'

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
  by itself             ${cost.parameters} parameters, ${(cost.macs / 1e6).toFixed(2)} M MACs, ${kilobytes(cost.memoryBytes)}
${result.latency ? latencyLines(result.latency) : ''}  judged                ${candidates.length} architectures
  used                  ${usage.imagesTrained} images trained, ${usage.imagesJudged} judged, ${seconds(usage.gpuMs)} of the GPU
  time                  ${seconds(usage.elapsedMs)} searching, ${seconds(usage.wallMs)} in all
  speed                 ${result.msPerStep.toFixed(0)} ms a step, ${result.dispatchesPerStep} dispatches
  engine                ${result.engine} on ${result.adapter}, ${(result.gpuBytes / 2 ** 20).toFixed(1)} MiB
  fingerprint           ${result.alphaHash}
  link                  ${result.link}
`
}

function latencyLines({ device, measured, limitMs, keepsLimit, validation }: BatchLatency): string {
  const lines: string[] = []
  if (measured) {
    const { medianMs, lowMs, highMs, batches, repeats, timer, warnings } = measured
    const limit =
      limitMs === null
        ? ''
        : keepsLimit
          ? `, within ${limitMs} ms`
          : `, OVER THE LIMIT of ${limitMs} ms`
    lines.push(
      `${ms(medianMs)} (${ms(lowMs)} – ${ms(highMs)}) measured on ${device.adapter}${limit}`,
      `${batches} batches of ${repeats}, by ${timer}${warnings.map((name) => `, ${name}`).join('')}`,
    )
  }
  if (validation) {
    const { networks, spearman, spearmanMacs, meanError } = validation
    lines.push(
      `predicted over ${networks} architectures: rank correlation ${spearman.value.toFixed(2)} ` +
        `(MACs ${spearmanMacs.value.toFixed(2)}), error ${(100 * meanError.value).toFixed(0)} %`,
    )
  }
  return lines.map((line, i) => `  ${(i === 0 ? 'latency' : '').padEnd(22)}${line}\n`).join('')
}

const ms = (value: number) => `${value.toPrecision(3)} ms`
const kilobytes = (bytes: number | undefined) => `${((bytes ?? NaN) / 1024).toFixed(0)} KiB`
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
