import type { Dataset } from '../data/dataset'
import { loadFashionMnist } from '../data/fashionMnist'
import type { DatasetSettings } from '../run/config'

/** Loads data sets and keeps the last one, because the next run mostly uses it again. */
export class DatasetLoader {
  private last: { readonly key: string; readonly dataset: Dataset } | null = null

  /** @param baseUrl where the data sets' folders are, ending in a slash */
  constructor(private readonly baseUrl: string) {}

  async load(
    { name, trainImages, testImages }: DatasetSettings,
    onFraction: (fraction: number) => void,
  ): Promise<Dataset> {
    const key = [name, trainImages, testImages].join()
    if (this.last?.key !== key) {
      // Gone before the next one comes: two full sets at once would be 110 MB.
      this.last = null
      const baseUrl = `${this.baseUrl}${name}/`
      const dataset = await loadFashionMnist({ trainImages, testImages, baseUrl, onFraction })
      this.last = { key, dataset }
    }
    return this.last.dataset
  }
}
