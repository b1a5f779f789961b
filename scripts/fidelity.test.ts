import { describe, expect, it } from 'vitest'
import { fidelityReport, type FidelityPoint } from '../src/run/fidelity'
import { FIDELITY } from '../src/run/qualityRecipe'
import { UsageError } from './commandLine'
import { parseFidelityArguments } from './fidelityArguments'
import { fidelityPicture } from './fidelityPicture'
import { QualityFile } from './qualityRows'

const parse = (text: string) => {
  const command = parseFidelityArguments(text.split(' ').filter(Boolean))
  if (command === 'help') throw new Error('No help was asked for')
  return command
}

describe('parseFidelityArguments', () => {
  it('takes the recipe where no flag says otherwise', () => {
    expect(parse('').config).toEqual(FIDELITY)
  })

  it('reads every flag, and judges with no more images than are held out', () => {
    const command = parse(
      '--networks 5 --sample-seed 2 --steps 9 --judge-images 500 --epochs 4 --train-images 100 --test-images 50 --train-seeds 3 --out a --picture b --json',
    )
    expect(command).toMatchObject({
      config: {
        sample: { count: 5, seed: 2 },
        source: { kind: 'uniform', steps: 9 },
        judgeImages: 50,
        recipe: { epochs: 4 },
        dataset: { trainImages: 100, testImages: 50 },
        trainingSeeds: [1, 2, 3],
      },
      outFile: 'a',
      pictureFile: 'b',
      json: true,
    })
  })

  it('refuses samples that have no ranks', () => {
    expect(() => parse('--networks 2')).toThrow(UsageError)
  })
})

describe('shared accuracies in a file', () => {
  it('are found again whatever training alone is like, and for nothing else', () => {
    const file = new QualityFile(null)
    const shared = [{ text: 'a', plain: 0.1, recalibrated: 0.2 }]
    file.add({ bench: 'quality', kind: 'shared', config: FIDELITY, shared })
    expect(file.shared({ ...FIDELITY, trainingSeeds: [7] })?.shared).toEqual(shared)
    expect(file.shared({ ...FIDELITY, judgeImages: 1 })).toBeNull()
  })
})

describe('fidelityPicture', () => {
  it('draws every architecture with and without recalibration', () => {
    const points = [0.3, 0.2, 0.5].map((share, index): FidelityPoint => ({
      text: String(index),
      plain: share,
      recalibrated: share + 0.1,
      alone: share + 0.3,
      parameters: 1,
      macs: 1,
    }))
    const picture = fidelityPicture(points, fidelityReport(points))
    expect(picture.match(/class="fidelity-point"/g)).toHaveLength(6)
    expect(picture).toContain('Kendall τ-b 1.00')
    expect(fidelityPicture([], [])).not.toContain('NaN')
  })
})
