import 'i18next'
import type { CompareMessages } from './compareEn'
import type { DesignMessages } from './designEn'
import type { EditorMessages } from './editorEn'
import type { Messages } from './en'
import type { LatencyMessages } from './latencyEn'
import type { MethodViewMessages } from './methodViewsEn'
import type { TimeMessages } from './timeEn'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: {
      translation: Messages & DesignMessages & EditorMessages & MethodViewMessages
      compare: CompareMessages
      latency: LatencyMessages
      time: TimeMessages
    }
  }
}
