import { expose } from 'comlink'
import { openDataStore } from '../src/data/own/dataStore'
import { DataImporter, keptPreview } from '../src/data/own/importer'
import { lineOf } from '../src/data/own/prepare'
import type { DataWorkerApi } from './protocol'

const importer = new DataImporter()

const api: DataWorkerApi = {
  open: (files, title, camera, onNews) => importer.open(files, title, camera, onNews),
  prepare: (form, onNews) => importer.prepare(form, onNews),
  keep: (title, onNews) => importer.keep(title, onNews),
  list: async () => (await openDataStore()).list(),
  preview: (name) => keptPreview(name),
  rename: async (name, title) => {
    const store = await openDataStore()
    const kept = await store.find(name)
    if (kept) await store.describe({ ...kept, own: { ...kept.own, title: lineOf(title) } })
  },
  remove: async (name) => (await openDataStore()).remove(name),
}

expose(api)
