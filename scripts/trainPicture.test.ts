import { describe, expect, it } from 'vitest'
import { trainPicture } from './trainPicture'
import { trainText } from './trainText'
import { finishedTraining } from './training.fixture'

const MOST_BYTES = 150_000

describe('trainPicture', () => {
  it('draws accuracy and loss under the test accuracy and its interval', () => {
    const picture = trainPicture(finishedTraining(40, 10))
    expect(picture).toContain('ResNet: 80.00 % (71.12 – 86.66 %, 95 % interval) of 100 test images')
    expect(picture).toContain('>from 4 channels · 12,345 parameters · 678,901 MACs · ')
    expect(picture).toContain('>Accuracy</text>')
    expect(picture).toContain('>Loss (nats)</text>')
    // Four validations, in both charts.
    expect(picture.match(/r="2.5"/g)).toHaveLength(8)
    expect(picture.match(/class="training-best"/g)).toHaveLength(2)
    expect(picture).not.toMatch(/NaN|undefined|\d\.\d{4}/)
  })

  it('stays small however long the training, and loses no best', () => {
    const training = finishedTraining(60_000, 50)
    const picture = trainPicture(training)
    expect(picture.length).toBeLessThan(MOST_BYTES)
    expect(picture).toContain(`step ${training.trained.best?.step}`)
  })

  it('names what is no markup as text', () => {
    const picture = trainPicture({ ...finishedTraining(4, 2), name: 'a <b> & c' })
    expect(picture).toContain('a &lt;b&gt; &amp; c: 80.00 %')
  })
})

describe('trainText', () => {
  it('tells accuracy, checkpoint, costs and every class', () => {
    const text = trainText(finishedTraining(40, 10))
    expect(text).toContain('80.00 % (71.12 – 86.66 %, 95 % interval) of 100 test images')
    expect(text).toMatch(
      /best checkpoint {2}step 30, epoch 0\.75: \d\d\.\d\d % of 100 held-out images/,
    )
    expect(text).toContain('12,345')
    expect(text).toContain('678,901')
    expect(text.match(/most often taken for/g)).toHaveLength(10)
    expect(text).toMatch(/Ankle boot +80\.00 % .* most often taken for T-shirt\/top/)
  })

  it('says that the last weights were kept where nothing was held out', () => {
    const { name, config, trained } = finishedTraining(40, 10)
    const recipe = { ...config.recipe, validationImages: 0 }
    const last = { ...trained, best: null, validations: [] }
    const text = trainText({ name, config: { ...config, recipe }, trained: last })
    expect(text).toContain('none held out')
    expect(text).toContain('best checkpoint  the last, step 40')
  })
})
