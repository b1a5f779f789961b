/**
 * Runs a network on one image in plain JavaScript, without any library. A map is a flat array of
 * rows of pixels of channels; a layer names the layers it reads and where its weights lie.
 */

/** The logits of one image, given as bytes 0–255, height × width × channels. */
export function infer(network, weights, pixels) {
  const { mean, deviation } = network
  const channels = mean.length
  const image = Float32Array.from(
    pixels,
    (byte, index) => (byte / 255 - mean[index % channels]) / deviation[index % channels],
  )
  const maps = []
  for (const layer of network.layers) {
    const inputs = layer.inputs.map((id) => ({ data: maps[id], shape: network.layers[id].shape }))
    const range = (name) =>
      layer[name] ? weights.subarray(layer[name][0], layer[name][0] + layer[name][1]) : null
    maps.push(layer.kind === 'input' ? image : LAYERS[layer.kind](layer, inputs, range))
  }
  return maps[network.logits]
}

/** Logits as probabilities. */
export function softmax(logits) {
  const peak = Math.max(...logits)
  const powers = Array.from(logits, (logit) => Math.exp(logit - peak))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}

/**
 * Numbers from base 64. Each of `kept` says how many of them come next, how they are written (float32,
 * float16 or int8), and what whole ones are to be multiplied by.
 */
export function unpack(text, kept) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  const view = new DataView(bytes.buffer)
  const numbers = new Float32Array(kept.reduce((total, [count]) => total + count, 0))
  let next = 0
  let byte = 0
  for (const [count, type, scale] of kept) {
    const { size, read } = TYPES[type]
    for (let i = 0; i < count; i++, byte += size) numbers[next++] = read(view, byte) * scale
  }
  return numbers
}

const TYPES = {
  float32: { size: 4, read: (view, byte) => view.getFloat32(byte, true) },
  float16: { size: 2, read: (view, byte) => ofHalf(view.getUint16(byte, true)) },
  int8: { size: 1, read: (view, byte) => view.getInt8(byte) },
}

/** The number that the 16 bits of IEEE half precision stand for. */
function ofHalf(bits) {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = (bits & 1023) / 1024
  if (exponent === 0) return sign * fraction * 2 ** -14
  if (exponent === 31) return fraction ? NaN : sign * Infinity
  return sign * (1 + fraction) * 2 ** (exponent - 15)
}

const LAYERS = {
  conv(layer, [x], range) {
    const [height, width, channels] = layer.shape
    const [, , read] = x.shape
    const weight = range('weight')
    const bias = range('bias')
    const taps = layer.kernel[0] * layer.kernel[1]
    const y = new Float32Array(height * width * channels)
    forEachTap(layer, x.shape, (to, from, tap) => {
      for (let out = 0; out < channels; out++) {
        let sum = 0
        for (let c = 0; c < read; c++) {
          sum += x.data[from * read + c] * weight[(out * read + c) * taps + tap]
        }
        y[to * channels + out] += sum
      }
    })
    return bias ? y.map((value, index) => value + bias[index % channels]) : y
  },

  depthwiseConv(layer, [x], range) {
    const [height, width, channels] = layer.shape
    const weight = range('weight')
    const taps = layer.kernel[0] * layer.kernel[1]
    const y = new Float32Array(height * width * channels)
    forEachTap(layer, x.shape, (to, from, tap) => {
      for (let c = 0; c < channels; c++) {
        y[to * channels + c] += x.data[from * channels + c] * weight[c * taps + tap]
      }
    })
    return y
  },

  batchNorm(layer, [x], range) {
    const channels = layer.shape[2]
    const [scale, shift] = [range('scale'), range('shift')]
    const [mean, variance] = [range('mean'), range('variance')]
    return x.data.map((value, index) => {
      const c = index % channels
      const standard = (value - mean[c]) / Math.sqrt(variance[c] + layer.epsilon)
      return standard * (scale ? scale[c] : 1) + (shift ? shift[c] : 0)
    })
  },

  relu: (_, [x]) => x.data.map((value) => Math.max(0, value)),

  maxPool(layer, [x]) {
    const [height, width, channels] = layer.shape
    const y = new Float32Array(height * width * channels).fill(-Infinity)
    forEachTap(layer, x.shape, (to, from) => {
      for (let c = 0; c < channels; c++) {
        y[to * channels + c] = Math.max(y[to * channels + c], x.data[from * channels + c])
      }
    })
    return y
  },

  avgPool(layer, [x]) {
    const [height, width, channels] = layer.shape
    const y = new Float32Array(height * width * channels)
    const counts = new Float32Array(height * width)
    forEachTap(layer, x.shape, (to, from) => {
      counts[to]++
      for (let c = 0; c < channels; c++) y[to * channels + c] += x.data[from * channels + c]
    })
    return y.map((sum, index) => sum / counts[Math.floor(index / channels)])
  },

  sum(layer, inputs) {
    const [height, width, channels] = layer.shape
    const y = new Float32Array(height * width * channels)
    for (const { data } of inputs) for (let i = 0; i < y.length; i++) y[i] += data[i]
    return y
  },

  concat(layer, inputs) {
    const [height, width, channels] = layer.shape
    const y = new Float32Array(height * width * channels)
    let first = 0
    for (const { data, shape } of inputs) {
      const own = shape[2]
      data.forEach((value, index) => {
        y[Math.floor(index / own) * channels + first + (index % own)] = value
      })
      first += own
    }
    return y
  },

  channels({ shape, first, step, count }, [x]) {
    const [height, width, channels] = shape
    const read = x.shape[2]
    const y = new Float32Array(height * width * channels)
    for (let pixel = 0; pixel < height * width; pixel++) {
      for (let c = 0; c < count; c++) {
        y[pixel * channels + c] = x.data[pixel * read + first + step * c]
      }
    }
    return y
  },

  globalAvgPool(layer, [x]) {
    const channels = layer.shape[2]
    const y = new Float32Array(channels)
    x.data.forEach((value, index) => {
      y[index % channels] += value
    })
    return y.map((sum) => (sum * channels) / x.data.length)
  },

  dense(layer, [x], range) {
    const [weight, bias] = [range('weight'), range('bias')]
    return new Float32Array(layer.shape[2]).map((_, out) =>
      x.data.reduce(
        (sum, value, index) => sum + value * weight[out * x.data.length + index],
        bias ? bias[out] : 0,
      ),
    )
  },
}

/** Calls `visit(output pixel, input pixel, tap)` for each tap of a window that lies in the image. */
function forEachTap({ shape, kernel, strides, padding, dilation }, [rows, columns], visit) {
  const [height, width] = shape
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      for (let down = 0; down < kernel[0]; down++) {
        const y = row * strides[0] - padding[0] + down * dilation
        if (y < 0 || y >= rows) continue
        for (let right = 0; right < kernel[1]; right++) {
          const x = column * strides[1] - padding[1] + right * dilation
          if (x < 0 || x >= columns) continue
          visit(row * width + column, y * columns + x, down * kernel[1] + right)
        }
      }
    }
  }
}
