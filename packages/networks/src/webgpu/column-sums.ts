import type * as tf from "@tensorflow/tfjs";
import { elementWise } from "./element-wise.ts";
import { bindings, dispatch, type Bound, type Shader } from "./shader.ts";
import type { WebgpuBackend } from "./webgpu-backend.ts";

/** Columns and rows of a workgroup: neighbouring invocations read neighbouring columns. */
const COLUMNS = 32;
const ROWS = 8;
/** Rows that one workgroup may add up before others share the work, where adding their parts up takes no dispatch of its own. */
const ROWS_EACH = 512;
/** The same where it does: asking for a dispatch costs the processor more than some thousand rows the device. */
const ROWS_ALONE = 8192;
/** Most parts that rows are divided into. */
const MOST_PARTS = 64;

/** What is added up. */
export interface Summands {
  /** Names it, constants in it included. */
  readonly label: string;
  /** Rows of the sum. */
  readonly rows: number;
  /** Columns. */
  readonly columns: number;
  /** Sums of each column. */
  readonly sums: number;
  /** Names of the inputs. */
  readonly inputs: readonly string[];
  /** What is the same for a column: WGSL, with the column's number `c`. */
  readonly prepare?: string;
  /** Adds a row to the sums: WGSL, with `row`, `c` and the array `sum`. */
  readonly add: string;
}

/**
 * In how many parts the rows of a sum are added up.
 *
 * @param added - whether {@link sumOfParts} adds them up; otherwise whoever needs them does.
 */
export function partsOf(rows: number, added = false): number {
  if (added && rows <= ROWS_ALONE) return 1;
  return Math.min(MOST_PARTS, Math.ceil(rows / ROWS_EACH));
}

/**
 * Adds up parts of rows: `[parts, sums, columns]`.
 *
 * @param parts - how many.
 */
export function partialSums(
  { label, rows, columns, sums, inputs, prepare = "", add }: Summands,
  parts: number,
): Shader {
  const each = Math.ceil(rows / parts);
  return {
    label: `${label} ${rows} x ${columns} in ${parts}`,
    workgroups: [Math.ceil(columns / COLUMNS), parts],
    code: () => `
${bindings(inputs, ["parts"])}
var<workgroup> shared_sums : array<f32, ${COLUMNS * ROWS * sums}>;
@compute @workgroup_size(${COLUMNS}, ${ROWS})
fn main(@builtin(workgroup_id) group : vec3<u32>, @builtin(local_invocation_id) local : vec3<u32>) {
  let c = group.x * ${COLUMNS}u + local.x;
  var sum : array<f32, ${sums}>;
  if (c < ${columns}u) {
    ${prepare}
    let end = min((group.y + 1u) * ${each}u, ${rows}u);
    for (var row = group.y * ${each}u + local.y; row < end; row += ${ROWS}u) { ${add} }
  }
  for (var s = 0u; s < ${sums}u; s++) { shared_sums[(s * ${ROWS}u + local.y) * ${COLUMNS}u + local.x] = sum[s]; }
  workgroupBarrier();
  if (local.y != 0u || c >= ${columns}u) { return; }
  for (var s = 0u; s < ${sums}u; s++) {
    var total = 0.0;
    for (var r = 0u; r < ${ROWS}u; r++) { total += shared_sums[(s * ${ROWS}u + r) * ${COLUMNS}u + local.x]; }
    parts[(group.y * ${sums}u + s) * ${columns}u + c] = total;
  }
}`,
  };
}

/** Adds parts up: `[parts, size]` to `[size]`. */
export function addParts(parts: number, size: number): Shader {
  return elementWise(
    `sum of ${parts} parts`,
    size,
    ["parts"],
    ["total"],
    `var sum = 0.0;
  for (var p = 0u; p < ${parts}u; p++) { sum += parts[p * ${size}u + i]; }
  total[i] = sum;`,
  );
}

/** Runs a shader that leaves parts, and adds them up where they are more than one. */
export function sumOfParts(
  backend: WebgpuBackend,
  shader: Shader,
  inputs: readonly Bound[],
  parts: number,
  shape: readonly number[],
): tf.TensorInfo {
  const total = backend.makeTensorInfo(shape, "float32");
  if (parts === 1) {
    dispatch(backend, shader, [...inputs, total]);
    return total;
  }
  const partial = backend.makeTensorInfo([parts, ...shape], "float32");
  dispatch(backend, shader, [...inputs, partial]);
  const size = shape.reduce((a, b) => a * b, 1);
  dispatch(backend, addParts(parts, size), [partial, total]);
  backend.disposeData(partial.dataId);
  return total;
}
