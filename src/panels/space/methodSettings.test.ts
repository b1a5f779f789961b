import { describe, expect, it } from 'vitest'
import { METHODS, publishedSettings, withMethod } from '../../run/methods'
import { presetConfig } from '../../run/presets'
import { parseSearchConfig } from '../../run/schema'
import { settingsOf, settingValue, withSetting } from './methodSettings'

describe.each(METHODS)('the settings of %s', (method) => {
  const config = withMethod(presetConfig('tiny', 1), method)
  const settings = settingsOf(config.strategy)

  it('are numbers of the method, as published code has them too', () => {
    const published = publishedSettings(config)
    for (const setting of settings) {
      expect(settingValue(config.strategy, setting)).toEqual(expect.any(Number))
      expect(settingValue(published, setting)).toEqual(expect.any(Number))
    }
  })

  it('change that number alone', () => {
    for (const setting of settings) {
      const before = settingValue(config.strategy, setting)
      const changed = withSetting(config.strategy, setting, before + 1)
      expect(settingValue(changed, setting)).toBe(before + 1)
      expect(withSetting(changed, setting, before)).toEqual(config.strategy)
    }
  })

  it('can be run at the ends of their bounds', () => {
    for (const setting of settings) {
      if (setting.label === 'controllerBaselineDecay') continue
      for (const value of [setting.bound.min, setting.bound.max]) {
        const strategy = withSetting(config.strategy, setting, value)
        expect(parseSearchConfig({ ...config, strategy }), setting.label).toMatchObject({
          ok: true,
        })
      }
    }
  })
})
