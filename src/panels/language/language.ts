import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../store/preferencesSlice'
import { en } from './en'

/** Names of the languages, each in itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: '简体中文' }

const HTML_LANG: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' }

export async function startLanguage(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  })
  await changeLanguage(language)
}

/** Loads a language's texts when first wanted; English is part of the page. */
export async function changeLanguage(language: Language): Promise<void> {
  if (language === 'zh' && !i18next.hasResourceBundle('zh', 'translation')) {
    const [{ zh }, { designZh }, { methodViewsZh }, { editorZh }] = await Promise.all([
      import('./zh'),
      import('./designZh'),
      import('./methodViewsZh'),
      import('./editorZh'),
    ])
    i18next.addResourceBundle('zh', 'translation', zh)
    i18next.addResourceBundle('zh', 'translation', designZh, true)
    i18next.addResourceBundle('zh', 'translation', methodViewsZh, true)
    i18next.addResourceBundle('zh', 'translation', editorZh, true)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = HTML_LANG[language]
}
