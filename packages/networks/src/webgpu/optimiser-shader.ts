import type { OptimiserName } from "../optimisers/optimiser.ts";
import { bindings, type Shader } from "./shader.ts";

const WORKGROUP = 256;

/** Workgroups that look through the gradient, and so numbers of each kind that they leave. */
export const LOOKS = 64;

/** Where each number of a step stands in the buffer that tells them, in floats. */
export const SETTING = {
  /** Loss of the step. */
  loss: 0,
  /** Learning rate. */
  rate: 1,
  /** What corrects Adam's first moment for its start at zero. */
  scale1: 2,
  /** The same of the second. */
  scale2: 3,
  /** Decay of the weights' running mean. */
  averaging: 4,
  /** Share of the old value in the running statistics. */
  momentum: 5,
  /** Parts of the gradient's square, {@link LOOKS} of them. */
  squares: 8,
  /** As many numbers that are 0 where all that arrived is finite, 1 where something is not. */
  broken: 8 + LOOKS,
} as const;

/** Length of that buffer. */
export const SETTINGS = SETTING.broken + LOOKS;

/** What stays the same for all steps. */
export interface OptimiserShaderOptions {
  /** How gradients move the weights. */
  readonly kind: OptimiserName;
  /** Share of the former move or gradient; beta 1 of Adam. */
  readonly momentum: number;
  /** Share that a weight loses, per unit of learning rate. */
  readonly weightDecay: number;
  /** Greatest length of the whole gradient; undefined: any. */
  readonly clip: number | undefined;
  /** Trainable weights; running statistics follow them. */
  readonly trainable: number;
  /** All weights. */
  readonly size: number;
}

/**
 * One dispatch that moves all weights, their moments, their running mean and the running statistics: bindings are the gradient with the batch's
 * statistics behind it, a 1 for each weight that decays, the settings; then weights, running mean, first and second moments. Nothing is moved
 * where the loss or something that has arrived is no finite number: on a GPU a ReLU may make a zero of what is none, and the loss not show it.
 */
export function optimiserShader(options: OptimiserShaderOptions): Shader {
  const { kind, momentum, weightDecay, clip, trainable, size } = options;
  return {
    label: `optimiser ${kind} ${[momentum, weightDecay, clip, trainable, size].join(" ")}`,
    workgroups: [Math.ceil(size / WORKGROUP)],
    code: () => `
${bindings(["arrived", "decays", "settings"], ["weights", "averaged", "first", "second"])}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id : vec3<u32>) {
  let i = id.x;
  var broken = f32(${notFinite(`settings[${SETTING.loss}]`)});
  for (var p = 0u; p < ${LOOKS}u; p++) { broken += settings[${SETTING.broken}u + p]; }
  if (i >= ${size}u || broken > 0.0) { return; }
  _ = &second;
  let rate = settings[${SETTING.rate}];
  let averaging = settings[${SETTING.averaging}];
  var w = weights[i];
  if (i < ${trainable}u) {
    var g = arrived[i];
    ${clip === undefined ? "" : cut(clip)}
    ${MOVES[kind](float(momentum), float(weightDecay))}
  } else {
    let momentum = settings[${SETTING.momentum}];
    w = momentum * w + (1.0 - momentum) * arrived[i];
  }
  weights[i] = w;
  averaged[i] = averaging * averaged[i] + (1.0 - averaging) * w;
}`,
  };
}

/** How each optimiser moves `w` by `g`, as `optimisers/` does; moments are those of element `i`. */
const MOVES: Readonly<
  Record<OptimiserName, (momentum: string, decay: string) => string>
> = {
  adamw: (beta1, decay) =>
    `w -= rate * ${decay} * decays[i] * w; ${adam(beta1)}`,
  adam: (beta1, decay) => `g += ${decay} * decays[i] * w; ${adam(beta1)}`,
  rmsprop: (momentum, decay) => `g += ${decay} * decays[i] * w;
    second[i] = 0.9 * second[i] + 0.1 * g * g;
    first[i] = ${momentum} * first[i] + rate * g * inverseSqrt(second[i] + 1e-8);
    w -= first[i];`,
  sgd: (momentum, decay) => `g += ${decay} * decays[i] * w;
    first[i] = ${momentum} * first[i] + g;
    w -= rate * first[i];`,
};

function adam(beta1: string): string {
  return `
    first[i] = ${beta1} * first[i] + (1.0 - ${beta1}) * g;
    second[i] = 0.999 * second[i] + 0.001 * g * g;
    w -= rate * first[i] * settings[${SETTING.scale1}] / (sqrt(second[i] * settings[${SETTING.scale2}]) + 1e-8);`;
}

/** Shortens the gradient by what the whole is too long. */
function cut(clip: number): string {
  return `var square = 0.0;
    for (var p = 0u; p < ${LOOKS}u; p++) { square += settings[${SETTING.squares}u + p]; }
    g *= min(1.0, ${float(clip)} * inverseSqrt(max(square, 1e-30)));`;
}

/** Adds up the gradient's square, and looks for what is not finite, in parts: bindings are as the optimiser's first, and the settings. */
export function looksShader(trainable: number, size: number): Shader {
  return {
    label: `look through the gradient ${trainable} of ${size}`,
    workgroups: [LOOKS],
    code: () => `
${bindings(["arrived"], ["settings"])}
var<workgroup> sums : array<vec2<f32>, ${WORKGROUP}>;
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(workgroup_id) group : vec3<u32>, @builtin(local_invocation_index) local : u32) {
  var sum = vec2<f32>();
  for (var i = group.x * ${WORKGROUP}u + local; i < ${size}u; i += ${LOOKS * WORKGROUP}u) {
    let g = arrived[i];
    if (i < ${trainable}u) { sum.x += g * g; }
    if (${notFinite("g")}) { sum.y = 1.0; }
  }
  sums[local] = sum;
  for (var half = ${WORKGROUP / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local < half) { sums[local] += sums[local + half]; }
  }
  if (local == 0u) {
    settings[${SETTING.squares}u + group.x] = sums[0].x;
    settings[${SETTING.broken}u + group.x] = min(sums[0].y, 1.0);
  }
}`,
  };
}

/** WGSL of whether a number is infinite or none, as bits: a compiler may take for granted that no float is. */
function notFinite(value: string): string {
  return `(bitcast<u32>(${value}) & 0x7f800000u) == 0x7f800000u`;
}

/** A number as WGSL writes it: one without a point would be whole. */
function float(value: number): string {
  return `f32(${value})`;
}
