import i18next from 'i18next'
import { timeEn } from './timeEn'
import { timeZh } from './timeZh'

/** Only parts that are loaded later import this: their words are not the shell's to carry. */
i18next.addResourceBundle('en', 'time', timeEn)
i18next.addResourceBundle('zh', 'time', timeZh)
