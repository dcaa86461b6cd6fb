// Pictures a second of the open face with the default settings, one core of a 2-core x86-64 machine, Node 20
// (scripts/bench-rendered.mjs): 96 at 128 px, 40 at 256 px. Of the time at 128 px the rasteriser takes 23 % (the head, what it wears, the lamp's
// view), the shape's modes 12 %, the check of meshes 10 %, normals 7 %; what is left is spread out.
import { tightBox } from "@fdhm/landmarks";
import {
  clearRasterTarget,
  composite,
  coverage,
  createRasterTarget,
  landmarkVisibility,
  packParameters,
  parameterLayout,
  project,
  rasterise,
  rotation,
  shape,
  vertexNormals,
  type MorphableModel,
} from "@fdhm/morphable-model";
import { centreDepth } from "../centre-depth.ts";
import type { Sample } from "../sample.ts";
import {
  sampleAccessories,
  sampleHeadgear,
  type AccessoryChances,
} from "./worn/accessories.ts";
import { anatomyOf } from "./head/anatomy.ts";
import type { Chance } from "./chance.ts";
import { sampleClothes } from "./worn/clothes.ts";
import { createComplexionPainter } from "./head/complexion.ts";
import { sampleGaze, turnEyes } from "./head/gaze.ts";
import { sampleBrows } from "./head/brows.ts";
import { ballsOf, sampleEyes } from "./head/eyes.ts";
import { innerHead } from "./head/inner-head.ts";
import { growHair, sampleHair } from "./hair/hair.ts";
import { hairSolids } from "./hair/hair-solids.ts";
import { headFrame } from "./solids/head-frame.ts";
import { sampleLashes } from "./head/lashes.ts";
import { withdrawMouth } from "./head/mouth-bag.ts";
import { layPatch } from "./picture/patch.ts";
import { photograph, toPicture } from "./picture/photograph.ts";
import { sampleExpression } from "./head/sample-expression.ts";
import { sampleIdentity } from "./head/sample-identity.ts";
import { placeHead, samplePose, type PoseLimits } from "./sample-pose.ts";
import { measureSkull } from "./solids/skull.ts";
import { drawSolid } from "./solids/solid.ts";
import type { Random } from "../random.ts";

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
  /** How often people wear or hold something. */
  readonly accessories: AccessoryChances;
  /** Makes the background: `size * size * 3` numbers from 0 to 255. */
  readonly backdrop: (
    random: Random,
    size: number,
  ) => Float32Array | Promise<Float32Array>;
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
  settings: PainterSettings,
): (chance: Chance, name: string) => Promise<Sample> {
  const anatomy = anatomyOf(model);
  const paintSkin = createComplexionPainter(model, anatomy);
  const target = createRasterTarget(size, size, 2);
  const points = new Float32Array(3 * model.vertexCount);
  const normals = new Float32Array(3 * model.vertexCount);

  return async (chance, name) => {
    const background = await settings.backdrop(chance("background"), size);
    const person = chance("person");
    const identity = sampleIdentity(model, person);
    const expression = sampleExpression(model, chance("expression"));
    const posing = chance("pose");
    const pose = samplePose(posing, settings.poses);
    const solid = shape(anatomy.landmarks, identity, expression);
    const head = placeHead(posing, solid, pose, size);
    // Without expression: an open mouth lowers the chin, but not the collar.
    const frame = headFrame(shape(anatomy.landmarks, identity, []));

    shape(model, identity, expression, points);
    const gaze = sampleGaze(chance("gaze"), pose);
    if (anatomy.eyeballs) turnEyes(points, anatomy.eyeballs, gaze);
    withdrawMouth(points, anatomy.mouthInside, frame.unit);
    const skull = measureSkull(points, frame);
    const headgear = sampleHeadgear(chance, settings.accessories);
    const hair = sampleHair(chance("hair"), headgear);
    if (hair) growHair(points, anatomy.aboveHairline, hair, frame);
    vertexNormals(points, model.triangles, normals);

    const skin = paintSkin.choose(person);
    const clothes = sampleClothes(chance("clothes"), frame);
    const things = [
      clothes,
      sampleLashes(chance("lashes"), solid, frame),
      ...(anatomy.openBehind
        ? innerHead(skull, frame, solid, skin.colour, hair)
        : []),
      ...(skin.texture === undefined
        ? [
            ...sampleBrows(chance("brows"), solid, frame, hair),
            ...sampleEyes(
              chance("eyes"),
              ballsOf(points, anatomy, solid),
              gaze,
            ),
          ]
        : []),
      ...hairSolids(chance, hair, headgear, skull, frame, settings.accessories),
      ...sampleAccessories(chance, settings.accessories, headgear, {
        landmarks: solid,
        frame,
        skull,
        skin: skin.colour,
      }),
    ];
    const turn = rotation(pose.pitch, pose.yaw, pose.roll);
    const { light, scene } = paintSkin.paint(chance, {
      points,
      normals,
      turn,
      frame,
      hair,
      skin,
      clothes,
      things,
    });
    clearRasterTarget(target);
    const vertices = project(points, head);
    const { triangles, uv } = model;
    const { texture } = skin;
    rasterise({ vertices, triangles, uv, light, texture }, target);

    const landmarks = project(solid, head);
    const box = tightBox(landmarks);
    const visibility = landmarkVisibility(
      target,
      landmarks,
      DEPTH_TOLERANCE * Math.max(box.width, box.height),
    );
    const mottling = chance("mottle");
    for (const thing of things) drawSolid(target, mottling, thing, head, scene);
    const mask = coverage(target);
    const drawn = toPicture(background, size);
    composite(target, drawn);
    centreDepth(landmarks);
    const pixels = Float32Array.from(drawn.data);
    const patch = chance("patch");
    if (patch.uniform() < settings.accessories.patch)
      layPatch(pixels, mask, size, patch);
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
