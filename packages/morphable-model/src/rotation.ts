import { expected } from "@fdhm/errors";

/** Head pose in radians, as in 300W-LP; all zero is a face that looks straight into the camera. */
export interface EulerAngles {
  /** Turn about the x axis; a positive one lifts the nose. */
  readonly pitch: number;
  /** Turn about the y axis; a positive one moves the nose to the picture's left. */
  readonly yaw: number;
  /** Turn about the z axis; a positive one tips the top of the head to the picture's right. */
  readonly roll: number;
}

/** Below this cosine of the yaw, pitch and roll turn about one axis and only their sum or difference is known. */
const GIMBAL_LOCK = 1e-7;

/** How far the product of two rows may be from that of orthonormal ones. */
const TOLERANCE = 1e-3;

/**
 * `R = Rx(pitch) Ry(yaw) Rz(roll)` with the matrices of 300W-LP:
 * `Rx = [[1,0,0],[0,c,s],[0,-s,c]]`, `Ry = [[c,0,-s],[0,1,0],[s,0,c]]`, `Rz = [[c,s,0],[-s,c,0],[0,0,1]]`.
 *
 * @param pitch - radians.
 * @param yaw - radians.
 * @param roll - radians.
 * @returns 9 numbers, row by row; multiplies columns of model space (y up).
 * @throws RangeError where an angle is not finite.
 */
export function rotation(
  pitch: number,
  yaw: number,
  roll: number,
): Float64Array {
  if (!Number.isFinite(pitch + yaw + roll))
    throw expected("finite radians", "pitch, yaw, roll", [pitch, yaw, roll]);
  const cp = Math.cos(pitch);
  const sp = Math.sin(pitch);
  const cy = Math.cos(yaw);
  const sy = Math.sin(yaw);
  const cr = Math.cos(roll);
  const sr = Math.sin(roll);
  return new Float64Array([
    cy * cr,
    cy * sr,
    -sy,
    sp * sy * cr - cp * sr,
    sp * sy * sr + cp * cr,
    sp * cy,
    cp * sy * cr + sp * sr,
    cp * sy * sr - sp * cr,
    cp * cy,
  ]);
}

/**
 * The angles of a rotation: the inverse of {@link rotation}.
 *
 * Every rotation has two triples of angles, `(pitch, yaw, roll)` and `(pitch + pi, pi - yaw, roll + pi)`. The one with the
 * smaller sum of magnitudes is returned, so a head that turns past 90 degrees of yaw keeps its pitch and roll, and every
 * triple whose magnitudes sum to less than 270 degrees comes back as it was.
 *
 * At a yaw of exactly 90 degrees pitch and roll turn about the same axis: pitch is then 0 and roll makes up for it, so
 * that `rotation` of the result is the same rotation again.
 *
 * @param matrix - 9 numbers, row by row, a proper rotation.
 * @returns radians, each within -pi to pi.
 * @throws RangeError where `matrix` has another length, broken numbers, or is no rotation (to 0.001).
 */
export function eulerAngles(matrix: ArrayLike<number>): EulerAngles {
  checkRotation(matrix);
  const horizontal = Math.hypot(matrix[5]!, matrix[8]!); // |cos yaw|
  const yaw = Math.atan2(-matrix[2]!, horizontal);
  const pitch =
    horizontal < GIMBAL_LOCK ? 0 : Math.atan2(matrix[5]!, matrix[8]!);
  // The middle row of Rx(-pitch) R = Ry Rz is (-sin roll, cos roll, 0) at any yaw, gimbal lock included.
  const c = Math.cos(pitch);
  const s = Math.sin(pitch);
  const roll = Math.atan2(
    s * matrix[6]! - c * matrix[3]!,
    c * matrix[4]! - s * matrix[7]!,
  );
  const magnitude = Math.abs(pitch) + Math.abs(yaw) + Math.abs(roll);
  if (magnitude <= 1.5 * Math.PI) return { pitch, yaw, roll };
  return {
    pitch: opposite(pitch),
    yaw: opposite(-yaw),
    roll: opposite(roll),
  };
}

/** The angle half a turn away, within -pi to pi. */
function opposite(angle: number): number {
  return angle > 0 ? angle - Math.PI : angle + Math.PI;
}

function checkRotation(matrix: ArrayLike<number>): void {
  if (matrix.length !== 9)
    throw expected("9 numbers", "rotation matrix", matrix.length);
  for (let row = 0; row < 3; row++) {
    for (let other = 0; other <= row; other++) {
      let dot = 0;
      for (let k = 0; k < 3; k++)
        dot += matrix[3 * row + k]! * matrix[3 * other + k]!;
      // Negated, so that NaN is refused too.
      if (!(Math.abs(dot - (row === other ? 1 : 0)) < TOLERANCE))
        refuse(matrix);
    }
  }
  if (determinant(matrix) < 0) refuse(matrix);
}

function refuse(matrix: ArrayLike<number>): never {
  throw expected(
    "orthonormal rows and determinant 1",
    "rotation matrix",
    Array.from(matrix),
  );
}

function determinant(m: ArrayLike<number>): number {
  return (
    m[0]! * (m[4]! * m[8]! - m[5]! * m[7]!) -
    m[1]! * (m[3]! * m[8]! - m[5]! * m[6]!) +
    m[2]! * (m[3]! * m[7]! - m[4]! * m[6]!)
  );
}
