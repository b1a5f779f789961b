import type { DatasetName } from '../run/config'
import type { ViewLanguage } from './searchView'

/** What the images of a data set are of; English names are the data set's own. */
export const CLASS_NAMES: Readonly<Record<ViewLanguage, Record<DatasetName, readonly string[]>>> = {
  en: {
    'fashion-mnist': [
      'T-shirt/top',
      'Trouser',
      'Pullover',
      'Dress',
      'Coat',
      'Sandal',
      'Shirt',
      'Sneaker',
      'Bag',
      'Ankle boot',
    ],
  },
  zh: {
    'fashion-mnist': [
      'T 恤',
      '裤子',
      '套头衫',
      '连衣裙',
      '外套',
      '凉鞋',
      '衬衫',
      '运动鞋',
      '包',
      '短靴',
    ],
  },
}
