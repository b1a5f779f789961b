/**
 * Pieces of WGSL that kernels share.
 *
 * A *value* is a tensor seen through its pending batch norm and ReLU, which are applied when it is
 * loaded and never stored: value = max(scale[c]·x + shift[c], floor). The coefficient table holds
 * (scale, shift) per channel; an identity table stands in where there is no batch norm. A comparison
 * lets NaN through, and costs SwiftShader a third of max().
 */
export const VALUE_WGSL = `
struct Affine { scale: f32, shift: f32, low: f32 }
fn affineOf(coefficients: u32, relu: u32, channel: u32) -> Affine {
  let at = coefficients + 2u * channel;
  return Affine(state[at], state[at + 1u], select(-3.0e38, 0.0, relu != 0u));
}
fn seen(x: f32, affine: Affine) -> f32 {
  let y = x * affine.scale + affine.shift;
  return select(y, affine.low, y < affine.low);
}
fn seen4(x: vec4f, affine: Affine) -> vec4f {
  let y = x * affine.scale + affine.shift;
  return select(y, vec4f(affine.low), y < vec4f(affine.low));
}`

/**
 * Coefficients for a row that may be outside the image: whatever is read in its place, it is seen as
 * `beyond`. On SwiftShader a branch costs more, for it guards every variable that changes inside.
 */
export const WITHIN_WGSL = `
fn within(inside: bool, affine: Affine, beyond: f32) -> Affine {
  return Affine(
    select(0.0, affine.scale, inside),
    select(beyond, affine.shift, inside),
    select(beyond, affine.low, inside),
  );
}`

/**
 * The gradient with respect to a batch norm's input, worked out when it is loaded:
 * a[c]·g + b[c]·x + d[c], where g is the gradient at its output and x its input.
 * The table holds (a, b, d, unused) per channel; (1, 0, 0) stands in where there is no batch norm.
 */
export const NORM_GRADIENT_WGSL = `
struct NormGradient { slope: f32, input: f32, offset: f32 }
fn normGradientOf(coefficients: u32, channel: u32) -> NormGradient {
  let at = coefficients + 4u * channel;
  return NormGradient(state[at], state[at + 1u], state[at + 2u]);
}
fn normGradient4(g: vec4f, x: vec4f, norm: NormGradient) -> vec4f {
  return norm.slope * g + norm.input * x + norm.offset;
}`

/**
 * Lands a gradient on a tensor: masked where the consumer saw the value through a ReLU,
 * and added to what earlier consumers left there. Selecting costs two loads that may not be needed,
 * and a third of what branching costs on software adapters.
 */
export const LAND_WGSL = `
fn land(at: u32, gradient: f32, mask: u32, affine: Affine, accumulate: u32, dst: u32) {
  let before = arena[dst + at];
  let seen = arena[select(mask, dst, mask == NONE) + at] * affine.scale + affine.shift;
  let passes = (mask == NONE) | (seen > 0.0);
  arena[dst + at] = select(0.0, gradient, passes) + select(0.0, before, accumulate != 0u);
}`

export const LAND4_WGSL = `
fn land4(at: u32, gradient: vec4f, mask: u32, affine: Affine, accumulate: u32, dst: u32) {
  let before = arena[dst / 4u + at];
  let seen = arena[select(mask, dst, mask == NONE) / 4u + at] * affine.scale + affine.shift;
  let passes = vec4<bool>(mask == NONE) | (seen > vec4f(0.0));
  arena[dst / 4u + at] =
    select(vec4f(0.0), gradient, passes) + select(vec4f(0.0), before, accumulate != 0u);
}`

/**
 * `validLanes` zeroes the lanes of a channel's last vec4 that lie beyond its pixels. Where pixels come
 * in whole vec4s, as in any batch of a multiple of four, there is nothing to zero and no check.
 */
export const validLanesWgsl = (ragged: boolean) => `
fn validLanes(x: vec4f, vector: u32, pixels: u32) -> vec4f {
  return ${ragged ? 'select(vec4f(0.0), x, vec4u(4u * vector) + vec4u(0u, 1u, 2u, 3u) < vec4u(pixels))' : 'x'};
}
fn total(x: vec4f) -> f32 { return (x.x + x.y) + (x.z + x.w); }`

/** Job fields of a kernel that reads a value. */
export const VALUE_FIELDS = { src: 'reads', coefficients: 'reads', relu: 'value' } as const

/** Job fields of a kernel that lands a gradient. */
export const LANDING_FIELDS = {
  dst: 'updates',
  accumulate: 'value',
  mask: 'reads',
  maskCoefficients: 'reads',
} as const
