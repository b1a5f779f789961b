import i18next from 'i18next'
import { trainEn } from '../language/trainEn'
import { trainZh } from '../language/trainZh'

i18next.addResourceBundle('en', 'train', trainEn)
i18next.addResourceBundle('zh', 'train', trainZh)
