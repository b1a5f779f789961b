import { randomKey, splitKey } from '../random/random'
import {
  LatencyFileError,
  MOST_FILE_BYTES,
  packLatencyFile,
  readLatencyFile,
  type LatencyFileProblem,
} from './latencyFile'
import type { LatencyDevice } from './latencyArchive'
import { takeDevice } from './latencyState'

/** What a file could not be taken for; nothing that was known before is touched. */
export interface ImportProblem {
  readonly file: string
  readonly problem: LatencyFileProblem
  readonly detail: string
}

/** Everything known of a device, as a file. */
export function latencyFileOf({ profile, models }: LatencyDevice): Blob {
  return new Blob([packLatencyFile({ profile, models })], { type: 'application/json' })
}

/** Shows what files tell of other devices beside this one. @returns what was wrong with which */
export async function importLatencies(files: readonly File[]): Promise<ImportProblem[]> {
  const problems: ImportProblem[] = []
  for (const file of files) {
    try {
      if (file.size > MOST_FILE_BYTES) throw new LatencyFileError('too-large')
      await takeDevice(importedDevice(await file.text()))
    } catch (error) {
      if (!(error instanceof LatencyFileError)) throw error
      problems.push({ file: file.name, problem: error.problem, detail: error.detail })
    }
  }
  return problems
}

/** @throws LatencyFileError */
function importedDevice(text: string): LatencyDevice {
  const { profile, models } = readLatencyFile(text)
  const device = profile?.device ?? models[0]?.table.device
  if (!device) throw new LatencyFileError('empty')
  const content = splitKey(randomKey(0), JSON.stringify({ profile, models }))
  return { id: `file ${device.adapter} ${content}`, origin: 'file', ...device, profile, models }
}
