import 'i18next'
import type { CompareMessages } from './compareEn'
import type { DesignMessages } from './designEn'
import type { Messages } from './en'
import type { LatencyMessages } from './latencyEn'
import type { MethodViewMessages } from './methodViewsEn'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: {
      translation: Messages & DesignMessages & MethodViewMessages
      compare: CompareMessages
      latency: LatencyMessages
    }
  }
}
