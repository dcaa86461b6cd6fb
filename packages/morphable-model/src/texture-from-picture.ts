import { expected } from "@fdhm/errors";
import { checkPicture, type Picture } from "@fdhm/landmarks";
import { isSeen } from "./picture-visibility.ts";
import { checkMesh, type RasterMesh } from "./raster-mesh.ts";
import { createRasterTarget } from "./raster-target.ts";
import { rasterise } from "./rasterise.ts";
import { rasteriseAttributes } from "./rasterise-attributes.ts";
import { spreadColours } from "./spread-colours.ts";
import type { TextureLevel } from "./texture.ts";
import { vertexNormals } from "./vertex-normals.ts";

/** A face as it lies in a photograph. */
export type FittedMesh = Required<
  Pick<RasterMesh, "vertices" | "triangles" | "uv">
>;

/** How a texture is taken. */
export interface PictureTextureOptions {
  /** Edge of the square texture in px; 512 where absent. */
  readonly size?: number | undefined;
  /** Skin in the same layout that shows through where the photograph does not show the face; a plain one where absent. */
  readonly skin?: TextureLevel | undefined;
}

/** A surface is read from the photograph wholly where its normal's z is above the second, and not at all below the first. */
const GRAZING = [0.15, 0.4] as const;
/** Added to both when a photograph is divided by a skin, so that the darkest pixels' noise stays small. */
const DARK = 16;

/**
 * Takes a fitted face's texture from its photograph, in the model's own layout: fit for `rasterise` and for export, at any
 * pose. What the photograph hides (behind the nose, on the far side, outside of its frame, too steep) is filled with the skin, in the
 * colour and light of the nearest parts that are seen. The light of the photograph stays in the texture.
 *
 * @param picture - the photograph.
 * @param mesh - vertices as `project` gives them for the fitted parameters, the model's triangles and texture coordinates.
 * @param options - see {@link PictureTextureOptions}.
 * @returns RGB bytes, `size x size`.
 * @throws RangeError where the picture, the mesh, the skin or the size is wrong, or the picture shows nothing of the face.
 */
export function textureFromPicture(
  picture: Picture,
  mesh: FittedMesh,
  { size = 512, skin = PLAIN }: PictureTextureOptions = {},
): TextureLevel {
  checkPicture(picture);
  checkMesh(mesh);
  if (!Number.isInteger(size) || size <= 0)
    throw expected("a positive number of px", "size", size);
  const base = checkPicture({ ...skin, channels: 3 }, "skin");
  const surface = unwrap(mesh, size);
  const target = createRasterTarget(picture.width, picture.height);
  rasterise(mesh, target);

  // The photograph over the skin, and how far it is to be believed.
  const ratios = new Float32Array(3 * size * size);
  const weights = new Float32Array(size * size);
  const skins = new Float32Array(3 * size * size);
  const pixel = new Float32Array(3);
  let seen = 0;
  for (let at = 0; at < weights.length; at++) {
    const u = ((at % size) + 0.5) / size;
    const v = (Math.floor(at / size) + 0.5) / size;
    readPixel(base, u * base.width - 0.5, v * base.height - 0.5, pixel);
    skins.set(pixel, 3 * at);
    if (!surface.covered[at]) continue;
    const [x, y, z, facing] = surface.data.subarray(
      4 * at,
      4 * at + 4,
    ) as unknown as [number, number, number, number];
    if (!isSeen(target, { x, y, z, facing })) continue;
    weights[at] = smoothStep(facing);
    seen += weights[at]!;
    readPixel(picture, x, y, pixel);
    for (let c = 0; c < 3; c++)
      ratios[3 * at + c] = (pixel[c]! + DARK) / (skins[3 * at + c]! + DARK);
  }
  if (seen === 0)
    throw expected("a face that the picture shows", "mesh", mesh.vertices);
  spreadColours(ratios, weights, size);
  const data = new Uint8Array(ratios.length);
  ratios.forEach((ratio, i) => {
    const value = ratio * (skins[i]! + DARK) - DARK;
    data[i] = Math.min(Math.max(Math.round(value), 0), 255);
  });
  return { width: size, height: size, data };
}

/** The skin of those who have none: all structure comes from the photograph. */
const PLAIN: TextureLevel = {
  width: 1,
  height: 1,
  data: new Uint8Array([128, 128, 128]),
};

/** For each pixel of the texture: x, y, z in the picture and the z of the surface's normal. */
function unwrap({ vertices, triangles, uv }: FittedMesh, size: number) {
  const count = vertices.length / 3;
  const upright = vertices.map((value, i) => (i % 3 === 1 ? -value : value));
  const normals = vertexNormals(upright, triangles);
  const flat = new Float32Array(3 * count);
  const attributes = new Float32Array(4 * count);
  for (let i = 0; i < count; i++) {
    flat[3 * i] = uv[2 * i]! * size - 0.5;
    flat[3 * i + 1] = uv[2 * i + 1]! * size - 0.5;
    attributes.set(vertices.subarray(3 * i, 3 * i + 3), 4 * i);
    attributes[4 * i + 3] = normals[3 * i + 2]!;
  }
  // Layouts turn triangles either way.
  const layout = { vertices: flat, triangles, backFaces: true };
  return rasteriseAttributes(layout, attributes, 4, size, size);
}

function smoothStep(facing: number): number {
  const [least, most] = GRAZING;
  const t = Math.min(Math.max((facing - least) / (most - least), 0), 1);
  return t * t * (3 - 2 * t);
}

/** Bilinear; beyond the outermost pixels' centres they go on. */
function readPixel(
  { data, width, height, channels }: Picture,
  x: number,
  y: number,
  out: Float32Array,
): void {
  const column = Math.min(Math.max(x, 0), width - 1);
  const row = Math.min(Math.max(y, 0), height - 1);
  const left = Math.floor(column);
  const top = Math.floor(row);
  const across = column - left;
  const down = row - top;
  const upper = (top * width + left) * channels;
  const right = left < width - 1 ? channels : 0;
  const lower = upper + (top < height - 1 ? width * channels : 0);
  for (let c = 0; c < 3; c++)
    out[c] =
      (1 - down) *
        ((1 - across) * data[upper + c]! + across * data[upper + right + c]!) +
      down *
        ((1 - across) * data[lower + c]! + across * data[lower + right + c]!);
}
