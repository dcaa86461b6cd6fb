import { MIRROR } from "@fdhm/landmarks";
import {
  composite,
  createRasterTarget,
  createTexture,
  lightVertices,
  project,
  rasterise,
  rotation,
  shape,
  vertexNormals,
  type MorphableModel,
  type WeakPerspective,
} from "@fdhm/morphable-model";
import type { Picture } from "@fdhm/landmarks";
import { createRandom } from "../random.ts";
import { sampleExpression } from "../rendered/head/sample-expression.ts";
import { sampleIdentity } from "../rendered/head/sample-identity.ts";

/** A face that is known in all its numbers. */
export interface KnownFace {
  readonly identity: Float32Array;
  readonly expression: Float32Array;
  /** xyz triples in model space. */
  readonly points: Float32Array;
}

/** One chance face of a model. */
export function knownFace(model: MorphableModel, seed: number): KnownFace {
  const random = createRandom(seed);
  const identity = sampleIdentity(model, random);
  const expression = sampleExpression(model, random);
  return { identity, expression, points: shape(model, identity, expression) };
}

/** A photograph of it before blue and green stripes. */
export function photographOf(
  model: MorphableModel,
  { points }: KnownFace,
  pose: WeakPerspective,
  size: number,
): Picture {
  const light = lightVertices(
    vertexNormals(points, model.triangles),
    rotation(pose.pitch, pose.yaw, pose.roll),
    {
      ambient: [0.5, 0.5, 0.5],
      lights: [{ direction: [0.3, 0.6, 1], colour: [0.5, 0.5, 0.5] }],
    },
  );
  const target = createRasterTarget(size, size, 2);
  rasterise(
    {
      vertices: project(points, pose),
      triangles: model.triangles,
      uv: model.uv,
      light,
      texture: createTexture(model.skins[0]!),
    },
    target,
  );
  const data = Uint8Array.from(
    { length: 3 * size * size },
    (_, i) => [20, 90 + 60 * (Math.floor(i / 48) % 2), 230][i % 3]!,
  );
  const picture = { data, width: size, height: size, channels: 3 } as const;
  composite(target, picture);
  return picture;
}

/** Where a face's own 68 landmarks are in a picture, as one vertex each: xyz triples. */
export function truePoints(
  model: MorphableModel,
  { points }: KnownFace,
  pose: WeakPerspective,
): Float32Array {
  const vertices = project(points, pose);
  return Float32Array.from(
    [...model.landmarks].flatMap((v) => [
      ...vertices.subarray(3 * v, 3 * v + 3),
    ]),
  );
}

/**
 * The 68 points as someone marks them: on the far side, those of the jaw from the ear to beside the chin stand on the
 * outline of the cheek, where the row of pixels through the landmark itself leaves the face. Found by cutting every
 * triangle between the landmark's depth and the nose's side.
 */
export function markedPoints(
  model: MorphableModel,
  face: KnownFace,
  pose: WeakPerspective,
): Float32Array {
  const { points } = face;
  const vertices = project(points, pose);
  const marked = truePoints(model, face, pose).map((value, i) =>
    i % 3 === 2 ? NaN : value,
  );
  // Yaw above 0 looks to the left, and the far cheek ends at the left.
  const side = pose.yaw < 0 ? -1 : 1;
  for (let k = 0; k < 7; k++) {
    const landmark = side > 0 ? k : MIRROR[k]!;
    const own = model.landmarks[landmark]!;
    const nose = model.landmarks[side > 0 ? 31 : 35]!;
    const row = vertices[3 * own + 1]!;
    const within = (v: number): boolean =>
      side * (points[3 * nose]! - points[3 * v]!) >= 0 &&
      points[3 * v + 2]! >= points[3 * own + 2]! - 1;
    for (let t = 0; t < model.triangles.length; t += 3) {
      const triangle = model.triangles.subarray(t, t + 3);
      if (!triangle.every(within)) continue;
      triangle.forEach((a, i) => {
        const b = triangle[(i + 1) % 3]!;
        const [ax, ay] = vertices.subarray(3 * a, 3 * a + 2);
        const [bx, by] = vertices.subarray(3 * b, 3 * b + 2);
        const share = (row - ay!) / (by! - ay!);
        if (!(share >= 0 && share <= 1)) return;
        const x = ax! + share * (bx! - ax!);
        if (side * (marked[3 * landmark]! - x) > 0) marked[3 * landmark] = x;
      });
    }
  }
  return marked;
}
