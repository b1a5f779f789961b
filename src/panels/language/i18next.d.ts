import 'i18next'
import type { DesignMessages } from './designEn'
import type { Messages } from './en'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Messages & DesignMessages }
  }
}
