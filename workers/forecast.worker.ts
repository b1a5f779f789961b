import { expose } from 'comlink'
import { forecastSearch } from '../src/search/forecast'
import type { ForecastWorkerApi } from './protocol'

const api: ForecastWorkerApi = {
  forecast: (config, device) => Promise.resolve(forecastSearch(config, device)),
}

expose(api)
