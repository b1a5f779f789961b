import type { Dataset } from '../data/dataset'
import { loadFashionMnist } from '../data/fashionMnist'
import { loadOwnData } from '../data/own/loadOwn'
import type { DatasetSettings } from '../run/config'

/** Loads data sets and keeps the last one, because the next run mostly uses it again. */
export class DatasetLoader {
  private last: { readonly key: string; readonly dataset: Dataset } | null = null

  /** @param baseUrl where the data sets' folders are, ending in a slash */
  constructor(private readonly baseUrl: string) {}

  async load(settings: DatasetSettings, onFraction: (fraction: number) => void): Promise<Dataset> {
    const { name, trainImages, testImages, own } = settings
    const key = [name, trainImages, testImages].join()
    if (this.last?.key !== key) {
      // Gone before the next one comes: two full sets at once would be 110 MB.
      this.last = null
      const baseUrl = `${this.baseUrl}${name}/`
      const dataset = own
        ? await loadOwnData(settings, onFraction)
        : await loadFashionMnist({ trainImages, testImages, baseUrl, onFraction })
      this.last = { key, dataset }
    }
    return this.last.dataset
  }
}
