import { expected } from "@fdhm/errors";
import { doubleArea, SUBSAMPLES, toFixedPoint } from "./fixed-point.ts";
import { checkMesh, type RasterMesh } from "./raster-mesh.ts";
import { createRasterTarget } from "./raster-target.ts";
import { rasterise } from "./rasterise.ts";

/** A surface to be measured rather than looked at: see {@link RasterMesh}. */
export type BareMesh = Pick<RasterMesh, "vertices" | "triangles" | "backFaces">;

/** Numbers at each pixel of a picture, taken from the surface that is seen there. */
export interface AttributeMap {
  /** Pixels a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** Numbers a pixel. */
  readonly channels: number;
  /** `width * height * channels` numbers, rows from the top, a pixel's side by side; 0 where no surface is seen. */
  readonly data: Float32Array;
  /** `width * height` bytes: 1 where a surface is seen, else 0. */
  readonly covered: Uint8Array;
}

/**
 * Draws numbers instead of colours: each pixel takes the attributes of the surface seen at its centre, linear between vertices.
 * Which surface that is follows {@link rasterise} to the pixel. Nothing is averaged at outlines, as there is nothing between a
 * face's depth and no depth.
 *
 * @param mesh - vertices in px of the map, triangles, back faces or not.
 * @param attributes - `channels` numbers a vertex.
 * @param channels - how many, at least 1.
 * @param width - pixels a row.
 * @param height - rows.
 * @throws RangeError where a length or an edge is wrong, a triangle names no vertex, or a number is not finite.
 */
export function rasteriseAttributes(
  mesh: BareMesh,
  attributes: Float32Array,
  channels: number,
  width: number,
  height: number,
): AttributeMap {
  if (!Number.isInteger(channels) || channels < 1)
    throw expected("a positive integer", "channels", channels);
  const { vertices, triangles } = mesh;
  checkMesh({ vertices, triangles });
  const length = (vertices.length / 3) * channels;
  if (attributes.length !== length)
    throw expected(`${length} numbers`, "attributes", attributes);
  for (let i = 0; i < length; i++)
    if (!Number.isFinite(attributes[i]))
      throw expected("finite numbers", `attributes[${i}]`, attributes[i]);

  const seen = seenTriangles(mesh, width, height);
  const fixed = toFixedPoint(vertices, 1);
  const data = new Float32Array(width * height * channels);
  const covered = new Uint8Array(width * height);
  for (let at = 0; at < seen.length; at++) {
    if (seen[at] === NONE) continue;
    covered[at] = 1;
    const t = 3 * seen[at]!;
    const a = triangles[t]!;
    const b = triangles[t + 1]!;
    const c = triangles[t + 2]!;
    // Weights from the rounded corners that decided about the pixel: so they never leave 0 to 1.
    const ax = fixed[2 * a]!;
    const ay = fixed[2 * a + 1]!;
    const x = (at % width) * SUBSAMPLES - ax;
    const y = Math.floor(at / width) * SUBSAMPLES - ay;
    const bx = fixed[2 * b]! - ax;
    const by = fixed[2 * b + 1]! - ay;
    const cx = fixed[2 * c]! - ax;
    const cy = fixed[2 * c + 1]! - ay;
    const area = doubleArea(fixed, a, b, c);
    const wb = (x * cy - y * cx) / area;
    const wc = (bx * y - by * x) / area;
    for (let k = 0; k < channels; k++) {
      const value = attributes[a * channels + k]!;
      data[at * channels + k] =
        value +
        wb * (attributes[b * channels + k]! - value) +
        wc * (attributes[c * channels + k]! - value);
    }
  }
  return { width, height, channels, data, covered };
}

/** No triangle. */
const NONE = -1;

/**
 * The triangle seen at each pixel, {@link NONE} where none is. Drawn by `rasterise` with a colour a triangle, whose three bytes
 * are its number: so there is one inner loop, and it stays free of what only maps need.
 */
function seenTriangles(
  { vertices, triangles, backFaces }: BareMesh,
  width: number,
  height: number,
): Int32Array {
  const count = triangles.length / 3;
  if (count > 2 ** 24)
    throw expected("at most 2^24 triangles", "triangles", count);
  const corners = new Float32Array(3 * triangles.length);
  const light = new Float32Array(3 * triangles.length);
  const own = new Uint32Array(triangles.length);
  for (let i = 0; i < own.length; i++) {
    const vertex = triangles[i]!;
    const triangle = Math.floor(i / 3);
    own[i] = i;
    corners[3 * i] = vertices[3 * vertex]!;
    corners[3 * i + 1] = vertices[3 * vertex + 1]!;
    corners[3 * i + 2] = vertices[3 * vertex + 2]!;
    light[3 * i] = (triangle >> 16) / 255;
    light[3 * i + 1] = ((triangle >> 8) & 255) / 255;
    light[3 * i + 2] = (triangle & 255) / 255;
  }
  const target = createRasterTarget(width, height);
  rasterise({ vertices: corners, triangles: own, light, backFaces }, target);
  const { colour, depth } = target;
  const seen = new Int32Array(depth.length);
  for (let at = 0; at < seen.length; at++)
    seen[at] =
      depth[at] === -Infinity
        ? NONE
        : (colour[3 * at]! << 16) |
          (colour[3 * at + 1]! << 8) |
          colour[3 * at + 2]!;
  return seen;
}
