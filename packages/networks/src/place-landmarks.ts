import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { parameterLayout, poseOrder } from "@fdhm/morphable-model";
import type { Ops } from "./ops.ts";
import type { ParameterSpace } from "./parameter-space.ts";

/**
 * Where the landmarks of a face with given parameters lie: the shape of eq. 1, turned and placed by the weak perspective of eq.
 * 2, as `shape` and `project` of `@fdhm/morphable-model` do it, in any operations, so that a gradient flows through it and it
 * can be exported.
 *
 * @param parameters - `[234]`, crop px.
 * @returns `[68, 3]`: normalised landmarks, z from the mean of the face's.
 */
export function placeLandmarks<T>(
  ops: Ops<T>,
  parameters: T,
  { inputSize, mean, identity, expression }: ParameterSpace,
): T {
  const modes = (part: "identity" | "expression") => {
    const { start, length } = parameterLayout[part];
    return ops.slice(parameters, start, length);
  };
  const camera = (part: (typeof poseOrder)[number]) =>
    ops.slice(
      parameters,
      parameterLayout.pose.start + poseOrder.indexOf(part),
      1,
    ); // [1]
  const shape = ops.add(
    ops.linear(modes("identity"), "face/identity", identity, mean),
    ops.linear(modes("expression"), "face/expression", expression),
  ); // [204], axis by axis
  const [x, y, z] = [0, 1, 2].map((axis) =>
    ops.slice(shape, axis * LANDMARK_COUNT, LANDMARK_COUNT),
  ) as [T, T, T]; // [68] each
  // R = Rx(pitch) Ry(yaw) Rz(roll), one turn after the other.
  const [x1, y1] = turn(ops, x, y, camera("roll"));
  const [z2, x2] = turn(ops, z, x1, camera("yaw"));
  const [y3, z3] = turn(ops, y1, z2, camera("pitch"));
  const px = 1 / inputSize;
  const scale = ops.affine(camera("scale"), "face/scale", [px], [0]);
  // From px, integers being pixel centres, to fractions of the side from its centre.
  const place = (part: "x" | "y") =>
    ops.affine(camera(part), "face/place", [px], [0.5 * px - 0.5]);
  return ops.stack([
    ops.add(ops.product(scale, x2), place("x")),
    ops.subtract(place("y"), ops.product(scale, y3)), // model space has y up
    ops.centre(ops.product(scale, z3)),
  ]); // [68, 3]
}

/** (cos a + sin b, cos b - sin a): a turn in the plane of a and b, as the matrices of 300W-LP have it. */
function turn<T>(ops: Ops<T>, a: T, b: T, angle: T): [T, T] {
  const [cos, sin] = [ops.cosine(angle), ops.sine(angle)];
  return [
    ops.add(ops.product(cos, a), ops.product(sin, b)),
    ops.subtract(ops.product(cos, b), ops.product(sin, a)),
  ];
}
