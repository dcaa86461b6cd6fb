import { expected } from "@fdhm/errors";
import { checkPose, type WeakPerspective } from "./weak-perspective.ts";

/** A run of numbers within the parameter vector. */
export interface ParameterRange {
  /** Offset of the first number. */
  readonly start: number;
  /** How many numbers. */
  readonly length: number;
}

/**
 * Where everything lies in the paper's parameter vector `p = [f, pitch, yaw, roll, tx, ty, id(199), exp(29)]`. This is the
 * only place that knows: everyone else packs and unpacks.
 */
export const parameterLayout = {
  /** The six numbers of the weak perspective camera: px, radians (3), px (2). */
  pose: { start: 0, length: 6 },
  /** Coefficients of the identity modes, in the unit of the model. */
  identity: { start: 6, length: 199 },
  /** Coefficients of the expression modes, in the unit of the model. */
  expression: { start: 205, length: 29 },
} as const satisfies Record<string, ParameterRange>;

/** Numbers in a parameter vector: 234. */
export const PARAMETER_COUNT = 234;

/** The order of the six numbers of `parameterLayout.pose`. */
export const poseOrder = [
  "scale",
  "pitch",
  "yaw",
  "roll",
  "x",
  "y",
] as const satisfies readonly (keyof WeakPerspective)[];

/** A face in a picture as parameters of a morphable model: what the 234 numbers say. */
export interface FaceParameters {
  /** Where the model stands in the picture. */
  readonly pose: WeakPerspective;
  /** 199 identity coefficients, `p_id` of eq. 1. */
  readonly identity: Float32Array;
  /** 29 expression coefficients, `p_exp` of eq. 1. */
  readonly expression: Float32Array;
}

/**
 * Writes a face as its 234 numbers.
 *
 * @param face - pose, 199 identity and 29 expression coefficients.
 * @param out - receives the 234 numbers.
 * @throws RangeError where a length is wrong, a number is not finite, or the scale is not positive.
 */
export function packParameters(
  face: FaceParameters,
  out: Float32Array = new Float32Array(PARAMETER_COUNT),
): Float32Array {
  checkCount("out", out.length, PARAMETER_COUNT);
  checkCoefficients("identity", face.identity);
  checkCoefficients("expression", face.expression);
  checkPose(face.pose);
  out.set(
    poseOrder.map((part) => face.pose[part]),
    parameterLayout.pose.start,
  );
  out.set(face.identity, parameterLayout.identity.start);
  out.set(face.expression, parameterLayout.expression.start);
  return out;
}

/**
 * Reads a face from its 234 numbers: the inverse of {@link packParameters}.
 *
 * @param parameters - 234 numbers.
 * @returns the pose as a copy; `identity` and `expression` as views, so that writing to them changes `parameters`.
 * @throws RangeError where there are not 234 finite numbers, or the scale is not positive.
 */
export function unpackParameters(parameters: Float32Array): FaceParameters {
  checkCount("parameters", parameters.length, PARAMETER_COUNT);
  const camera = view(parameters, "pose");
  const pose = Object.fromEntries(
    poseOrder.map((part, i) => [part, camera[i]]),
  ) as unknown as WeakPerspective;
  const identity = view(parameters, "identity");
  const expression = view(parameters, "expression");
  checkPose(pose);
  checkCoefficients("identity", identity);
  checkCoefficients("expression", expression);
  return { pose, identity, expression };
}

function view(
  parameters: Float32Array,
  part: keyof typeof parameterLayout,
): Float32Array {
  const { start, length } = parameterLayout[part];
  return parameters.subarray(start, start + length);
}

function checkCoefficients(
  part: "identity" | "expression",
  coefficients: Float32Array,
): void {
  checkCount(part, coefficients.length, parameterLayout[part].length);
  const broken = coefficients.findIndex((value) => !Number.isFinite(value));
  if (broken >= 0)
    throw expected(
      "a finite number",
      `${part} coefficient ${broken}`,
      coefficients[broken],
    );
}

function checkCount(name: string, length: number, wanted: number): void {
  if (length !== wanted) throw expected(`${wanted} numbers`, name, length);
}
