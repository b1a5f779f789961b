import i18next from 'i18next'
import type { ComponentType } from 'react'
import { lazy } from 'react'

/** A part of the page that is loaded when first drawn, with the English texts that only such parts have. */
export function lazyPart<Props>(load: () => Promise<{ readonly default: ComponentType<Props> }>) {
  return lazy(async () => {
    const [part] = await Promise.all([load(), addDesignTexts()])
    return part
  })
}

let added: Promise<void> | null = null

function addDesignTexts(): Promise<void> {
  added ??= import('../language/designEn').then(({ designEn }) => {
    i18next.addResourceBundle('en', 'translation', designEn, true)
  })
  return added
}
