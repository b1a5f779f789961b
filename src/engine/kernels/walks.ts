/**
 * How invocations divide images among them: a strip of columns, a segment of rows, an example and a
 * channel each. Walking down rows, an invocation finds its place once and shares reads between rows.
 */

export const INPUT_HEADER = ['channels', 'examples', 'height', 'width', 'channelStride'] as const
export const OUTPUT_HEADER = ['outHeight', 'outWidth', 'outChannelStride'] as const
/** Rows of a segment are those of the tensor walked over. */
export const WALK_HEADER = ['strips', 'segmentRows', 'segments'] as const

/** Header of a kernel that walks over the images of one tensor while it reads another's. */
export const WINDOW_HEADER = [...INPUT_HEADER, ...OUTPUT_HEADER, ...WALK_HEADER] as const

/** Decodes id for `WINDOW_HEADER`: strip, segment, example, channel, and where their images begin. */
export const WINDOW_DECODE = `
  var rest = id;
  let strip = rest % header.strips; rest /= header.strips;
  let segment = rest % header.segments; rest /= header.segments;
  let example = rest % header.examples;
  let channel = rest / header.examples;
  if (channel >= header.channels) { return; }
  let image = channel * header.channelStride + example * header.height * header.width;
  let outImage = channel * header.outChannelStride + example * header.outHeight * header.outWidth;
  let width = i32(header.width);
  let height = i32(header.height);
  let outWidth = i32(header.outWidth);
  let outHeight = i32(header.outHeight);`
