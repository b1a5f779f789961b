import {
  BufferTarget,
  canEncodeVideo,
  Output,
  QUALITY_HIGH,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
} from 'mediabunny'
import type { FilmEncoder } from './filmEncoder'

/** What WebM players all know, the better one first. */
const CODECS = ['vp9', 'vp8'] as const

/** The codec that this browser encodes pictures of this size with; null where there is none. */
export async function encodableCodec(
  width: number,
  height: number,
): Promise<(typeof CODECS)[number] | null> {
  if (typeof VideoEncoder === 'undefined') return null
  for (const codec of CODECS) {
    if (await canEncodeVideo(codec, { width, height, quality: QUALITY_HIGH })) return codec
  }
  return null
}

/** A WebM video of bitmaps, by the browser's own encoder. */
export class WebmEncoder implements FilmEncoder {
  private constructor(
    private readonly output: Output<WebMOutputFormat, BufferTarget>,
    private readonly source: VideoSampleSource,
  ) {}

  /** @throws Error where the browser encodes no video that WebM holds */
  static async open(width: number, height: number): Promise<WebmEncoder> {
    const codec = await encodableCodec(width, height)
    if (!codec) throw new Error('This browser cannot encode WebM videos')
    const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() })
    const source = new VideoSampleSource({ codec, quality: QUALITY_HIGH })
    output.addVideoTrack(source)
    await output.start()
    return new WebmEncoder(output, source)
  }

  async add(picture: ImageBitmap, at: number, lasting: number): Promise<void> {
    const sample = new VideoSample(picture, { timestamp: at, duration: lasting })
    await this.source.add(sample)
    sample.close()
  }

  async finish(): Promise<Uint8Array<ArrayBuffer>> {
    await this.output.finalize()
    const { buffer } = this.output.target
    if (!buffer) throw new Error('The video came out empty')
    return new Uint8Array(buffer)
  }
}
