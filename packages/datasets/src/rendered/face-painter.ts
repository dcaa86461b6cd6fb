import { PARTS, tightBox } from "@fdhm/landmarks";
import {
  clearRasterTarget,
  composite,
  createRasterTarget,
  createTexture,
  landmarkBasis,
  landmarkVisibility,
  lightVertices,
  project,
  rasterise,
  rotation,
  shape,
  vertexNormals,
  type Lighting,
  type MorphableModel,
  type Skin,
} from "@fdhm/morphable-model";
import { paintBackground } from "../pixels/background.ts";
import type { Random } from "../random.ts";
import type { Sample } from "../sample.ts";
import { sampleClothes } from "./clothes.ts";
import { drawEllipsoid, type Triple } from "./ellipsoid.ts";
import {
  aboveHairline,
  dyeHair,
  growHair,
  longHair,
  sampleHair,
} from "./hair.ts";
import { headFrame } from "./head-frame.ts";
import { photograph, toPicture } from "./photograph.ts";
import { sampleExpression } from "./sample-expression.ts";
import { sampleIdentity } from "./sample-identity.ts";
import { sampleComplexion, sampleLight } from "./sample-light.ts";
import { placeHead, samplePose } from "./sample-pose.ts";

/** Chance of long hair, where there is any. */
const LONG_HAIR = 0.4;

/**
 * Depth by which the surface may lie before a landmark that still counts as seen, over the longer edge of the face box.
 * Of 20 frontal faces, 0.03 hides the eyes' outer corners, which lie behind the lids, in 14; 0.1 in at most one. Of the same
 * faces at 57 degrees both hide the far jaw, brow and eye's corner in all.
 */
const DEPTH_TOLERANCE = 0.1;

/**
 * Prepares the drawing of faces from a model.
 *
 * @param size - edge of the pictures, px.
 * @returns a function that draws one face from a stream of chance; its buffers are made once and used for all faces.
 */
export function createPainter(
  model: MorphableModel,
  size: number,
): (random: Random, name: string) => Sample {
  const skins = model.skins.map((skin) => ({
    texture: createTexture(skin),
    colour: skinColour(model, skin),
  }));
  const landmarkModel = landmarkBasis(model);
  const above = aboveHairline(model);
  const target = createRasterTarget(size, size, 2);
  const points = new Float32Array(3 * model.vertexCount);
  const normals = new Float32Array(3 * model.vertexCount);
  const light = new Float32Array(3 * model.vertexCount);

  return (random, name) => {
    const identity = sampleIdentity(model, random);
    const expression = sampleExpression(model, random);
    const pose = samplePose(random);
    const solid = shape(landmarkModel, identity, expression);
    const head = placeHead(random, solid, pose, size);

    const frame = headFrame(solid);
    const hair = sampleHair(random);
    const skin = skins[Math.floor(random.uniform() * skins.length)];
    const scene = sampleLight(random);

    shape(model, identity, expression, points);
    if (hair) growHair(points, above, hair, frame);
    vertexNormals(points, model.triangles, normals);
    const turn = rotation(pose.pitch, pose.yaw, pose.roll);
    lightVertices(
      normals,
      turn,
      coloured(scene, sampleComplexion(random)),
      light,
    );
    if (hair) dyeHair(light, above, hair, skin?.colour ?? [1, 1, 1], random);
    project(points, head, points);
    clearRasterTarget(target);
    rasterise(
      {
        vertices: points,
        triangles: model.triangles,
        uv: model.uv,
        light,
        texture: skin?.texture,
      },
      target,
    );

    const landmarks = project(solid, head);
    const box = tightBox(landmarks);
    const visibility = landmarkVisibility(
      target,
      landmarks,
      DEPTH_TOLERANCE * Math.max(box.width, box.height),
    );
    const beside = [sampleClothes(random, frame)];
    if (hair && random.uniform() < LONG_HAIR)
      beside.push(longHair(hair, frame, random));
    for (const part of beside) drawEllipsoid(target, random, part, head, scene);
    const picture = toPicture(paintBackground(random, size), size);
    composite(target, picture);
    centreDepth(landmarks);
    const taken = photograph(picture, random);
    return {
      name,
      readPicture: async () => taken,
      landmarks,
      pose,
      visibility,
      box,
    };
  };
}

/** Mean colour of a skin along the jaw, 0 to 1. */
function skinColour(
  { uv, landmarks }: MorphableModel,
  { width, height, data }: Skin,
): Triple {
  const [first, end] = PARTS.jaw;
  const sum: [number, number, number] = [0, 0, 0];
  for (const vertex of landmarks.subarray(first, end)) {
    const x = Math.min(width - 1, Math.floor(uv[2 * vertex]! * width));
    const y = Math.min(height - 1, Math.floor(uv[2 * vertex + 1]! * height));
    for (let c = 0; c < 3; c++)
      sum[c]! += data[3 * (y * width + x) + c]! / 255 / (end - first);
  }
  return sum;
}

/** Light on skin of a given colour. */
function coloured({ ambient, lights }: Lighting, skin: Triple): Lighting {
  const times = ([r, g, b]: Triple) =>
    [r * skin[0], g * skin[1], b * skin[2]] as const;
  return {
    ambient: times(ambient),
    lights: lights.map(({ direction, colour }) => ({
      direction,
      colour: times(colour),
    })),
  };
}

/** Subtracts the mean of z. */
function centreDepth(landmarks: Float32Array): void {
  let sum = 0;
  for (let i = 2; i < landmarks.length; i += 3) sum += landmarks[i]!;
  const mean = (3 * sum) / landmarks.length;
  for (let i = 2; i < landmarks.length; i += 3)
    landmarks[i] = landmarks[i]! - mean;
}
