import { PARTS, tightBox } from "@fdhm/landmarks";
import {
  clearRasterTarget,
  composite,
  createRasterTarget,
  createTexture,
  landmarkBasis,
  coverage,
  landmarkVisibility,
  lightVertices,
  packParameters,
  parameterLayout,
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
import type { Sample } from "../sample.ts";
import type { Chance } from "./chance.ts";
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
import { layPatch } from "./patch.ts";
import { photograph, toPicture } from "./photograph.ts";
import { sampleExpression } from "./sample-expression.ts";
import { sampleIdentity } from "./sample-identity.ts";
import { sampleComplexion, sampleLight } from "./sample-light.ts";
import { placeHead, samplePose, type PoseLimits } from "./sample-pose.ts";

/** Chance of long hair, where there is any. */
const LONG_HAIR = 0.4;

/** Chance of a patch in front of the picture. */
const PATCH = 0.15;

/**
 * Depth by which the surface may lie before a landmark that still counts as seen, over the longer edge of the face box.
 * Of 20 frontal faces, 0.03 hides the eyes' outer corners, which lie behind the lids, in 14; 0.1 in at most one. Of the same
 * faces at 57 degrees both hide the far jaw, brow and eye's corner in all.
 */
const DEPTH_TOLERANCE = 0.1;

/** What callers choose of the faces. */
export interface PainterSettings {
  /** How far heads turn. */
  readonly poses: PoseLimits;
}

/**
 * Prepares the drawing of faces from a model.
 *
 * @param size - edge of the pictures, px.
 * @returns a function that draws one face; its buffers are made once and used for all faces.
 */
export function createPainter(
  model: MorphableModel,
  size: number,
  { poses }: PainterSettings,
): (chance: Chance, name: string) => Sample {
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

  return (chance, name) => {
    const person = chance("person");
    const identity = sampleIdentity(model, person);
    const expression = sampleExpression(model, chance("expression"));
    const posing = chance("pose");
    const pose = samplePose(posing, poses);
    const solid = shape(landmarkModel, identity, expression);
    const head = placeHead(posing, solid, pose, size);

    const frame = headFrame(solid);
    const random = chance("hair");
    const hair = sampleHair(random);
    const skin = skins[Math.floor(person.uniform() * skins.length)];
    const scene = sampleLight(chance("light"));

    shape(model, identity, expression, points);
    if (hair) growHair(points, above, hair, frame);
    vertexNormals(points, model.triangles, normals);
    const turn = rotation(pose.pitch, pose.yaw, pose.roll);
    lightVertices(
      normals,
      turn,
      coloured(scene, sampleComplexion(person)),
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
    const beside = [sampleClothes(chance("clothes"), frame)];
    if (hair && random.uniform() < LONG_HAIR)
      beside.push(longHair(hair, frame, random));
    for (const part of beside) drawEllipsoid(target, random, part, head, scene);
    const mask = coverage(target);
    const drawn = toPicture(paintBackground(chance("background"), size), size);
    composite(target, drawn);
    centreDepth(landmarks);
    const pixels = Float32Array.from(drawn.data);
    const patch = chance("patch");
    if (patch.uniform() < PATCH) layPatch(pixels, mask, size, patch);
    photograph(pixels, mask, size, chance("camera"));
    const picture = toPicture(pixels, size);
    return {
      name,
      readPicture: async () => picture,
      readMask: async () => mask,
      landmarks,
      pose,
      visibility,
      ...(hasLayout(model)
        ? { parameters: packParameters({ pose: head, identity, expression }) }
        : {}),
      box,
    };
  };
}

/** Whether a model has as many modes as the 234 parameters. */
function hasLayout({
  identityDeviation,
  expressionDeviation,
}: MorphableModel): boolean {
  return (
    identityDeviation.length === parameterLayout.identity.length &&
    expressionDeviation.length === parameterLayout.expression.length
  );
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
