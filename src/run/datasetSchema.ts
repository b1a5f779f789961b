import * as v from 'valibot'
import type { DatasetSettings } from './config'
import { CONFIG_BOUNDS, OWN_DATA_BOUNDS } from './configBounds'
import { FASHION_MNIST } from './datasets'
import { integer } from './schemaParts'

const { side, classes, titleCharacters, classNameCharacters } = OWN_DATA_BOUNDS

const line = (most: number) =>
  v.pipe(
    v.string(),
    v.maxLength(most, `At most ${most} characters are taken`),
    v.regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'One line of visible text is expected'),
    v.regex(/\S/u, 'A name is expected'),
  )

/** What a shared run says of data that someone brought. */
export const OwnDatasetSchema = v.strictObject({
  title: line(titleCharacters),
  height: integer(side),
  width: integer(side),
  channels: v.picklist([1, 3], 'Images have 1 channel (grey) or 3 (colour)'),
  classNames: v.pipe(
    v.array(line(classNameCharacters)),
    v.minLength(classes.min, `There must be ${classes.min} classes or more to tell apart`),
    v.maxLength(classes.max, `At most ${classes.max} classes are taken`),
  ),
})

/** Data that someone brought is named by its content. */
export const OwnNameSchema = v.pipe(v.string(), v.regex(/^own-[0-9a-f]{16}$/))

export const DatasetSchema = v.pipe(
  v.strictObject({
    name: v.pipe(
      v.string(),
      v.regex(
        /^(fashion-mnist|own-[0-9a-f]{16})$/,
        `A data set is ${FASHION_MNIST}, or own- and 16 hex digits of a hash of its content`,
      ),
    ),
    trainImages: integer(CONFIG_BOUNDS.trainImages),
    testImages: integer(CONFIG_BOUNDS.testImages),
    augmentation: v.strictObject({
      cropPadding: integer(CONFIG_BOUNDS.cropPadding),
      flip: v.boolean(),
    }),
    own: v.exactOptional(OwnDatasetSchema),
  }),
  v.check(
    ({ name, own }) => (name === FASHION_MNIST) === (own === undefined),
    'Data that someone brought must say what its images look like, and no other data does',
  ),
) satisfies v.GenericSchema<unknown, DatasetSettings>
