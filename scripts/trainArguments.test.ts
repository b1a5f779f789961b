import { describe, expect, it } from 'vitest'
import { TRAINING_RECIPES } from '../src/run/trainingRecipes'
import { PUBLISHED_NAMES } from '../src/space/published'
import { PUBLISHED_ARCHITECTURES } from '../src/space/publishedArchitectures'
import { parseGenotype } from '../src/space/genotype'
import { PUBLISHED } from '../src/space/published'
import { UsageError } from './commandLine'
import { parseTrainArguments } from './trainArguments'

const parse = (...args: string[]) => {
  const command = parseTrainArguments(args)
  if (command === 'help') throw new Error('No help was asked for')
  return command
}

describe('parseTrainArguments', () => {
  it('trains on all images by the quick recipe unless told otherwise', () => {
    expect(parse('--reference', 'resnet')).toEqual({
      name: 'ResNet',
      config: {
        version: 1,
        subject: { kind: 'reference', name: 'resnet', channels: 16 },
        dataset: {
          name: 'fashion-mnist',
          trainImages: 60_000,
          testImages: 10_000,
          augmentation: { cropPadding: 0, flip: false },
        },
        recipe: TRAINING_RECIPES.quick,
        seed: 1,
      },
      pictureFile: null,
      outFile: null,
      json: false,
      hardware: false,
    })
  })

  it('lets every flag win over its recipe', () => {
    const flags =
      '--genotype DARTS_V2 --cells 5 --channels 8 --recipe published --epochs 1.5 --batch 32 ' +
      '--learning-rate 0.1 --learning-rate-min 1e-3 --momentum 0.8 --weight-decay 1e-4 ' +
      '--gradient-clip 1 --validation-images 10 --validate-every 0.25 --patience 3 --cutout 8 ' +
      '--label-smoothing 0.05 --drop-path 0.1 --auxiliary 0.3 --average-decay 0.99 --crop 1 ' +
      '--no-flip --train-images 700 --test-images 90 --seed 7 --picture a.svg --out b.json --json'
    const command = parse(...flags.split(' '))
    expect(command).toMatchObject({ name: 'DARTS_V2', pictureFile: 'a.svg', outFile: 'b.json' })
    const { subject, dataset, recipe, seed } = command.config
    expect(subject).toMatchObject({ kind: 'cells', cells: 5, channels: 8 })
    expect(dataset).toMatchObject({
      trainImages: 700,
      testImages: 90,
      augmentation: { cropPadding: 1, flip: false },
    })
    expect(recipe).toEqual({
      epochs: 1.5,
      batch: 32,
      learningRate: 0.1,
      learningRateMin: 1e-3,
      momentum: 0.8,
      weightDecay: 1e-4,
      gradientClip: 1,
      validationImages: 10,
      validateEvery: 0.25,
      patience: 3,
      cutout: 8,
      labelSmoothing: 0.05,
      dropPath: 0.1,
      auxiliaryWeight: 0.3,
      averageDecay: 0.99,
    })
    expect(seed).toBe(7)
  })

  it.each(PUBLISHED_NAMES)('knows %s by name', (name) => {
    const { subject } = parse('--genotype', name).config
    expect(subject.kind === 'cells' && parseGenotype(subject.text)).toEqual(PUBLISHED[name])
  })

  it.each(Object.entries(PUBLISHED_ARCHITECTURES))('takes the text of %s', (_, { space, text }) => {
    expect(parse('--genotype', text).config.subject).toMatchObject({ kind: 'architecture', space })
  })

  it('mirrors and crops as the recipe does', () => {
    const { config } = parse('--reference', 'resnet', '--recipe', 'published', '--crop', '0')
    expect(config.dataset.augmentation).toEqual({ cropPadding: 0, flip: true })
  })

  const resnet = ['--reference', 'resnet']
  it.each([
    [[], 'Give --genotype or --reference'],
    [['--genotype', 'DARTS_V1', ...resnet], 'one of them'],
    [['--genotype', 'Genotype('], '--genotype, character '],
    [['--reference', 'vgg'], '--reference must be one of plain-cnn'],
    [[...resnet, '--cells', '4'], 'own design says its cells'],
    [['--genotype', PUBLISHED_ARCHITECTURES.SPOS.text, '--channels', '4'], 'says its channels'],
    [[...resnet, '--channels', '257'], '--channels must be an integer from 1 to 256'],
    [[...resnet, '--momentum', '1'], '--momentum must be a number from 0 to 0.9999'],
    [[...resnet, '--batch', '2.5'], '--batch must be an integer'],
    [[...resnet, '--train-images', '620'], 'leaves 20 after 600 are held out'],
    [['--reference', 'plain-cnn', '--drop-path', '0.1'], 'no path that can be dropped'],
    [[...resnet, '--auxiliary', '0.4'], 'no place for an auxiliary head'],
    [[...resnet, '--lr', '1'], "Unknown option '--lr'"],
  ])('refuses %j', (args, message) => {
    expect(() => parseTrainArguments(args)).toThrow(UsageError)
    expect(() => parseTrainArguments(args)).toThrow(message)
  })

  it('gives help when asked', () => {
    expect(parseTrainArguments(['--help'])).toBe('help')
  })
})
