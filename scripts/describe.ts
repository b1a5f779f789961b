/** `npm run describe`: what a genotype's evaluation network weighs and costs. */
import process from 'node:process'
import { macsByLayer, multiplyAccumulates } from '../src/network/cost'
import { buildEvaluationNetwork } from '../src/network/evaluation'
import { parameterCount } from '../src/network/network'
import { encodeLink } from '../src/share/link'
import { formatGenotype } from '../src/space/genotypeFormat'
import { runCommand } from './commandLine'
import type { DescribeCommand } from './describeArguments'
import { DESCRIBE_HELP, parseDescribeArguments } from './describeArguments'
import { DEFAULT_PORT, pageAddress } from './pageAddress'

await runCommand('describe', () => {
  const command = parseDescribeArguments(process.argv.slice(2))
  process.stdout.write(command === 'help' ? DESCRIBE_HELP : description(command))
})

function description({ genotype, options, json }: DescribeCommand): string {
  const network = buildEvaluationNetwork(genotype, options)
  const found = {
    genotype: formatGenotype(genotype),
    params: parameterCount(network),
    macs: multiplyAccumulates(network),
    layers: network.layers.length,
    link: `${pageAddress(DEFAULT_PORT)}/${encodeLink({ genotype })}`,
  }
  if (json) return `${JSON.stringify(found)}\n`
  const { cells, channels, input, classes } = options
  const size = `${input.height}×${input.width}×${input.channels}`
  const weighted = macsByLayer(network).length
  return `${found.genotype}

  ${cells} cells from ${channels} channels on ${size}, ${classes} classes
  parameters   ${grouped(found.params)}
  MACs         ${grouped(found.macs)}
  layers       ${grouped(found.layers)}, ${grouped(weighted)} of them convolutions or dense
  link         ${found.link}
`
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}
