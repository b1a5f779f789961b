import { create } from 'zustand'
import { subscribeWithSelector } from 'zustand/middleware'
import { presetConfig } from '../run/presets'
import type { ArchitectureSlice } from './architectureSlice'
import { createArchitectureSlice } from './architectureSlice'
import type { DeviceSlice } from './deviceSlice'
import { createDeviceSlice } from './deviceSlice'
import type { InterfaceSlice } from './interfaceSlice'
import { createInterfaceSlice } from './interfaceSlice'
import type { NoticeSlice } from './noticeSlice'
import { createNoticeSlice } from './noticeSlice'
import type { PreferencesSlice } from './preferencesSlice'
import { createPreferencesSlice } from './preferencesSlice'
import type { RunSlice } from './runSlice'
import { createRunSlice } from './runSlice'
import { readPreferences } from './settings'
import type { SpaceSlice } from './spaceSlice'
import { createSpaceSlice } from './spaceSlice'

export type Workspace = SpaceSlice &
  RunSlice &
  DeviceSlice &
  ArchitectureSlice &
  PreferencesSlice &
  InterfaceSlice &
  NoticeSlice

/** What a newcomer's first run draws its numbers from. */
const DEFAULT_SEED = 1

/** The one store of the page. */
export const useWorkspace = create<Workspace>()(
  subscribeWithSelector((set, get) => ({
    ...createSpaceSlice(presetConfig('tiny', DEFAULT_SEED), set),
    ...createRunSlice(set, get),
    ...createDeviceSlice(set),
    ...createArchitectureSlice(set),
    ...createPreferencesSlice(readPreferences(), set),
    ...createInterfaceSlice(set),
    ...createNoticeSlice(set),
  })),
)
