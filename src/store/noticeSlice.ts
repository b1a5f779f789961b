import type { SetSlice } from './slice'

/** Something to tell, by code: the panels put it in the reader's language. */
export type NoticeCode =
  | 'link-malformed'
  | 'run-file-malformed'
  | 'recording-unavailable'
  | 'storage-unavailable'
  | 'data-missing'
  | 'storage-full'
  | 'objective-refused'
  | 'copied-link'
  | 'copied-genotype'
  | 'copy-refused'
  | 'kept'

export interface Notice {
  readonly code: NoticeCode
  /** The technical reason, shown beside the translated text. */
  readonly detail: string | null
}

export interface NoticeSlice {
  readonly notices: readonly Notice[]
  /** A later notice of one code replaces the earlier. */
  readonly notify: (code: NoticeCode, detail?: string) => void
  readonly dismiss: (code: NoticeCode) => void
}

export const createNoticeSlice = (set: SetSlice<NoticeSlice>): NoticeSlice => ({
  notices: [],
  notify: (code, detail) =>
    set(({ notices }) => ({
      notices: [
        ...notices.filter((notice) => notice.code !== code),
        { code, detail: detail ?? null },
      ],
    })),
  dismiss: (code) =>
    set(({ notices }) => ({ notices: notices.filter((notice) => notice.code !== code) })),
})
