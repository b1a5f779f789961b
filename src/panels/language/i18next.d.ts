import 'i18next'
import type { CompareMessages } from './compareEn'
import type { DataMessages } from './dataEn'
import type { DesignMessages } from './designEn'
import type { EditorMessages } from './editorEn'
import type { Messages } from './en'
import type { ExportMessages } from './exportEn'
import type { JudgeMessages } from './judgeEn'
import type { LatencyMessages } from './latencyEn'
import type { LibraryMessages } from './libraryEn'
import type { MethodViewMessages } from './methodViewsEn'
import type { TimeMessages } from './timeEn'
import type { TrainMessages } from './trainEn'
import type { TryMessages } from './tryEn'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: {
      translation: Messages & DesignMessages & EditorMessages & MethodViewMessages
      compare: CompareMessages
      data: DataMessages
      export: ExportMessages
      judge: JudgeMessages
      latency: LatencyMessages
      library: LibraryMessages
      time: TimeMessages
      try: TryMessages
      train: TrainMessages
    }
  }
}
