import { expected } from "@fdhm/errors";
import {
  type AttributeMap,
  type BareMesh,
  rasteriseAttributes,
} from "./rasterise-attributes.ts";
import { vertexNormals } from "./vertex-normals.ts";

/**
 * How near the surface is.
 *
 * @param mesh - vertices as `project` gives them.
 * @param width - pixels a row.
 * @param height - rows.
 * @returns one channel: z in px, larger is nearer; look at `covered` to tell a depth of 0 from none.
 * @throws RangeError where {@link rasteriseAttributes} does.
 */
export function depthMap(
  mesh: BareMesh,
  width: number,
  height: number,
): AttributeMap {
  const z = mesh.vertices.filter((_, i) => i % 3 === 2);
  return rasteriseAttributes(mesh, z, 1, width, height);
}

/**
 * Which place of the skin is seen.
 *
 * @param mesh - vertices as `project` gives them.
 * @param uv - texture coordinates in 0 to 1, v down, `2 V` numbers.
 * @param width - pixels a row.
 * @param height - rows.
 * @returns two channels: u and v.
 * @throws RangeError where {@link rasteriseAttributes} does.
 */
export function uvMap(
  mesh: BareMesh,
  uv: Float32Array,
  width: number,
  height: number,
): AttributeMap {
  return rasteriseAttributes(mesh, uv, 2, width, height);
}

/**
 * Where the surface faces, smooth between its vertices.
 *
 * @param mesh - vertices as `project` gives them.
 * @param width - pixels a row.
 * @param height - rows.
 * @returns three channels: a unit vector as the camera sees it, x right, y up, z towards the camera; zeros also where the
 *   normals about a pixel cancel out.
 * @throws RangeError where {@link rasteriseAttributes} does.
 */
export function normalMap(
  mesh: BareMesh,
  width: number,
  height: number,
): AttributeMap {
  // With y up again the triangles are counter-clockwise from outside.
  const upright = mesh.vertices.map((value, i) =>
    i % 3 === 1 ? -value : value,
  );
  const normals = vertexNormals(upright, mesh.triangles);
  const map = rasteriseAttributes(mesh, normals, 3, width, height);
  const { data } = map;
  for (let i = 0; i < data.length; i += 3) {
    const length = Math.hypot(data[i]!, data[i + 1]!, data[i + 2]!);
    if (length === 0) continue;
    data[i]! /= length;
    data[i + 1]! /= length;
    data[i + 2]! /= length;
  }
  return map;
}

/**
 * The projected normalised coordinate code: each pixel says which point of the mean face is seen, its x, y and z shifted and
 * scaled to 0 to 1 over the mean face, each axis alone. Zhu et al., "Face alignment across large poses: a 3D solution", CVPR 2016,
 * section 3.2.
 *
 * @param mesh - vertices as `project` gives them, of any face.
 * @param mean - the model's mean shape, `3 V` numbers.
 * @param width - pixels a row.
 * @param height - rows.
 * @returns three channels from 0 to 1, usually shown as red, green and blue.
 * @throws RangeError where {@link rasteriseAttributes} does, or the mean has no extent along an axis.
 */
export function pncc(
  mesh: BareMesh,
  mean: Float32Array,
  width: number,
  height: number,
): AttributeMap {
  return rasteriseAttributes(
    mesh,
    normalisedCoordinates(mean),
    3,
    width,
    height,
  );
}

function normalisedCoordinates(mean: Float32Array): Float32Array {
  const least = [Infinity, Infinity, Infinity];
  const most = [-Infinity, -Infinity, -Infinity];
  mean.forEach((value, i) => {
    least[i % 3] = Math.min(least[i % 3]!, value);
    most[i % 3] = Math.max(most[i % 3]!, value);
  });
  for (const [axis, name] of ["x", "y", "z"].entries())
    if (!(most[axis]! > least[axis]!))
      throw expected(`an extent along ${name}`, "mean", mean);
  return mean.map(
    (value, i) => (value - least[i % 3]!) / (most[i % 3]! - least[i % 3]!),
  );
}
