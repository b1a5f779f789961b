import i18next from 'i18next'
import type { ComponentType } from 'react'
import { lazyPart } from '../common/lazyPart'

/** A part of the page that draws searches, loaded when first drawn, with the words of their views. */
export function searchPart<Props>(load: () => Promise<{ readonly default: ComponentType<Props> }>) {
  return lazyPart<Props>(async () => {
    const [part] = await Promise.all([load(), addMethodTexts()])
    return part
  })
}

async function addMethodTexts(): Promise<void> {
  const { methodViewsEn } = await import('../language/methodViewsEn')
  i18next.addResourceBundle('en', 'translation', methodViewsEn, true)
}
