import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { judgedNetworks, judgingTrainings, type JudgingConfig } from '../src/run/judging'
import { QUALITY, qualitySearch } from '../src/run/qualityRecipe'
import type { TrainingConfig } from '../src/run/training'
import { UsageError } from './commandLine'
import { parseQualityArguments } from './qualityArguments'
import { qualityPicture } from './qualityPicture'
import { QualityFile, qualityTable, type SearchRow, type TrainingRow } from './qualityRows'

const parse = (text: string) => {
  const command = parseQualityArguments(text.split(' ').filter(Boolean))
  if (command === 'help') throw new Error('No help was asked for')
  return command
}

const TEXT =
  "Genotype(normal=[('nor_conv_3x3', 0), ('skip_connect', 1), ('skip_connect', 0), ('skip_connect', 1), ('skip_connect', 0), ('skip_connect', 1)], normal_concat=[2, 3, 4], reduce=[('avg_pool_3x3', 0), ('skip_connect', 1), ('skip_connect', 0), ('skip_connect', 1), ('skip_connect', 0), ('skip_connect', 1)], reduce_concat=[2, 3, 4])"

const searchRow: SearchRow = {
  bench: 'quality',
  kind: 'search',
  method: 'darts',
  seed: 1,
  config: qualitySearch('darts', 1),
  text: TEXT,
  accuracy: 0.5,
  imagesTrained: 100,
  imagesJudged: 10,
  elapsedMs: 1000,
  adapter: 'none',
  link: '',
}

function trainingRow(config: TrainingConfig, accuracy: number): TrainingRow {
  return {
    bench: 'quality',
    kind: 'training',
    config,
    trained: {
      accuracy,
      interval: [accuracy - 0.01, accuracy + 0.01],
      test: { images: 100, correct: 100 * accuracy, loss: 1, confusion: [] },
      parameters: 1000,
      macs: 5000,
      best: null,
      validations: [],
      steps: 10,
      endedEarly: false,
      adapter: 'none',
      elapsedMs: 10,
    },
  }
}

const judging: JudgingConfig = {
  ...parse('--random 4 --train-seeds 2 --references resnet').judging,
  architectures: [1, 2].map((seed) => ({
    group: { kind: 'method', method: 'darts' },
    seed,
    text: TEXT,
  })),
}

describe('parseQualityArguments', () => {
  it('takes the recipe where no flag says otherwise, seed by seed', () => {
    const { searches, judging } = parse('')
    expect(searches.map(({ method, seed }) => [method, seed])).toEqual(
      QUALITY.seeds.flatMap((seed) => QUALITY.methods.map((method) => [method, seed])),
    )
    expect(judging).toMatchObject({
      luck: QUALITY.luck,
      recipe: QUALITY.training,
      trainingSeeds: QUALITY.trainingSeeds,
      references: ['plain-cnn', 'resnet', 'mobilenet-v2'],
    })
  })

  it('reads every flag', () => {
    const command = parse(
      '--methods spos,enas --seeds 4,7 --operations skip_connect,nor_conv_3x3 --steps spos=9 --random 3 --random-seed 5 --references none --cells 2 --channels 6 --epochs 8 --batch 16 --train-images 100 --test-images 50 --train-seeds 2 --out a --picture b --deadline 2 --json --hardware',
    )
    expect(command).toMatchObject({
      judging: {
        space: { cells: 2, channels: 6, operations: ['skip_connect', 'nor_conv_3x3'] },
        luck: { count: 3, seed: 5 },
        references: [],
        dataset: { trainImages: 100, testImages: 50 },
        recipe: { epochs: 8 },
        trainingSeeds: [1, 2],
      },
      outFile: 'a',
      pictureFile: 'b',
      deadlineMs: 120_000,
      json: true,
      hardware: true,
    })
    const [spos, enas] = command.searches
    expect(spos).toMatchObject({ method: 'spos', seed: 4, config: { budget: { steps: 9 } } })
    expect(spos?.config.space).toMatchObject({ operations: ['skip_connect', 'nor_conv_3x3'] })
    expect(enas?.config.budget).toEqual({ steps: QUALITY.searches.enas.steps })
  })

  it.each([
    ['--methods gdas', 'not “gdas”'],
    ['--steps darts', 'METHOD=N'],
    ['--methods enas --steps darts=4', 'must be one of enas'],
    ['--references vgg', 'not “vgg”'],
    ['--operations conv', 'not “conv”'],
    ['--random=-1', '--random must be an integer'],
    ['--sead 1', 'Unknown option'],
  ])('refuses %s', (flags, message) => {
    const refused = () => parseQualityArguments(flags.split(' '))
    expect(refused).toThrow(UsageError)
    expect(refused).toThrow(message)
  })
})

describe('judged networks', () => {
  it('are what was found, draws that differ, and references of about their size', () => {
    const networks = judgedNetworks(judging)
    expect(networks.map(({ group }) => group.kind)).toEqual([
      'method',
      'method',
      'luck',
      'luck',
      'luck',
      'luck',
      'reference',
    ])
    const draws = networks.slice(2, 6).map(({ subject }) => JSON.stringify(subject))
    expect(new Set(draws).size).toBe(4)
    expect(judgedNetworks(judging)).toEqual(networks)
  })

  it('train once where they are the same, seed by seed', () => {
    const trainings = judgingTrainings(judging, judgedNetworks(judging))
    // Both searches found one architecture.
    expect(trainings).toHaveLength(2 * 6)
    expect(trainings.slice(0, 6).every(({ seed }) => seed === 1)).toBe(true)
  })
})

describe('QualityFile', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'quality-')), 'rows.jsonl')

  it('finds searches and trainings again by what they depend on', () => {
    const file = new QualityFile(path)
    const [config] = judgingTrainings(judging, judgedNetworks(judging)) as [TrainingConfig]
    file.add(searchRow)
    file.add(trainingRow(config, 0.5))
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"bench":"quality","kind":"trai`)
    const again = new QualityFile(path)
    expect(again.search(qualitySearch('darts', 1))).toEqual(searchRow)
    expect(again.search(qualitySearch('darts', 2))).toBeNull()
    expect(again.training(config)?.trained.accuracy).toBe(0.5)
    expect(again.training({ ...config, seed: 9 })).toBeNull()
    const { recipe } = config
    expect(again.training({ ...config, recipe: { ...recipe, epochs: 99 } })).toBeNull()
  })

  it('refuses files of other benches', () => {
    writeFileSync(path, '{"bench":"compare"}\n{"bench":"quality"}\n')
    expect(() => new QualityFile(path)).toThrow('line 1: it is no line of quality')
  })
})

describe('qualityTable', () => {
  it('compares groups, and draws them', () => {
    const networks = judgedNetworks(judging)
    const file = new QualityFile(null)
    for (const [index, config] of judgingTrainings(judging, networks).entries()) {
      file.add(trainingRow(config, 0.9 - index / 100))
    }
    const groups = qualityTable(judging, networks, file)
    expect(groups.map(({ group, means }) => [group.kind, means.length])).toEqual([
      ['method', 2],
      ['luck', 4],
      ['reference', 1],
    ])
    expect(groups[0]).toMatchObject({ distinct: 1, trainings: 2, parameters: 1000 })
    expect(groups[0]?.againstLuck?.wins).toBe(1)
    const picture = qualityPicture(groups)
    expect(picture).toContain('mean of random draws')
    expect(picture.match(/class="judged-dot"/g)).toHaveLength(7)
    expect(qualityPicture([])).toContain('<svg')
  })
})
