import { expected } from "@fdhm/errors";

/** A lamp so far away that its light is parallel. */
export interface DirectionalLight {
  /** Towards the lamp as the camera sees it: x right, y up, z towards the camera. Its length does not matter. */
  readonly direction: readonly [x: number, y: number, z: number];
  /** Brightness of its red, green and blue; 1 leaves a surface that faces it as bright as its skin. */
  readonly colour: readonly [red: number, green: number, blue: number];
}

/** The light of a scene. */
export interface Lighting {
  /** Light from everywhere: red, green, blue. */
  readonly ambient: readonly [red: number, green: number, blue: number];
  /** Lamps, added up. */
  readonly lights: readonly DirectionalLight[];
}

/**
 * How brightly each vertex is lit: `ambient + sum of colour * max(0, normal . direction)` (Lambert). Shadows that one part
 * throws on another are not drawn.
 *
 * @param normals - unit vectors in model space, `3 V` numbers.
 * @param rotation - the head's pose, 9 numbers row by row: the lamps stay where they are while the head turns.
 * @param lighting - see {@link Lighting}.
 * @param out - receives a factor for red, green and blue each vertex, `3 V` numbers from 0.
 * @throws RangeError where a length is wrong, a direction is zero or a number is not finite.
 */
export function lightVertices(
  normals: Float32Array,
  rotation: ArrayLike<number>,
  lighting: Lighting,
  out: Float32Array = new Float32Array(normals.length),
): Float32Array {
  if (normals.length % 3 !== 0)
    throw expected("xyz triples (3 V numbers)", "normals", normals.length);
  if (out.length !== normals.length)
    throw expected(`${normals.length} numbers`, "out", out);
  if (rotation.length !== 9)
    throw expected("9 numbers", "rotation", rotation.length);
  const lamps = lighting.lights.map((light) => inModelSpace(light, rotation));
  const [red, green, blue] = lighting.ambient;
  for (let i = 0; i < normals.length; i += 3) {
    let r = red;
    let g = green;
    let b = blue;
    for (const { x, y, z, colour } of lamps) {
      const facing = Math.max(
        0,
        x * normals[i]! + y * normals[i + 1]! + z * normals[i + 2]!,
      );
      r += facing * colour[0];
      g += facing * colour[1];
      b += facing * colour[2];
    }
    out[i] = r;
    out[i + 1] = g;
    out[i + 2] = b;
  }
  return out;
}

/** Turning the few lamps back is cheaper than turning every normal. */
function inModelSpace(
  { direction, colour }: DirectionalLight,
  r: ArrayLike<number>,
) {
  const [x, y, z] = direction;
  const length = Math.hypot(x, y, z);
  if (!(length > 0) || !Number.isFinite(length))
    throw expected("a finite direction", "light", direction);
  return {
    x: (r[0]! * x + r[3]! * y + r[6]! * z) / length,
    y: (r[1]! * x + r[4]! * y + r[7]! * z) / length,
    z: (r[2]! * x + r[5]! * y + r[8]! * z) / length,
    colour,
  };
}
