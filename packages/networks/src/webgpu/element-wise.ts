import { bindings, spread, type Shader } from "./shader.ts";

const WORKGROUP = 256;

/**
 * A shader that computes every element by itself.
 *
 * @param label - names what is computed, constants in it included.
 * @param elements - how many.
 * @param inputs - names of the inputs, as arrays.
 * @param outputs - names of the outputs.
 * @param statements - WGSL, with the element's number `i`.
 */
export function elementWise(
  label: string,
  elements: number,
  inputs: readonly string[],
  outputs: readonly string[],
  statements: string,
): Shader {
  const { workgroups, index } = spread(elements, WORKGROUP);
  return {
    label: `${label} ${elements}`,
    workgroups,
    code: () => `
${bindings(inputs, outputs)}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(workgroup_id) group : vec3<u32>, @builtin(local_invocation_index) local : u32) {
  ${index}
  ${statements}
}`,
  };
}
