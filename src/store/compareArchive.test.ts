import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { presetConfig } from '../run/presets'
import { yardstickKey } from '../run/yardstick'
import { keepScore, keptScores } from './compareArchive'

it('remembers what the yardstick said by this recipe', async () => {
  const { space } = presetConfig('tiny')
  const score = { space, text: 'a', accuracies: [0.5], elapsedMs: 9 }
  await keepScore(score)
  expect(await keptScores()).toEqual(new Map([[yardstickKey(space, 'a'), score]]))
})
