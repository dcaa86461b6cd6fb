import { expected } from "@fdhm/errors";
import { tightBox, type Picture } from "@fdhm/landmarks";
import {
  backgroundMesh,
  clearRasterTarget,
  composite,
  createRasterTarget,
  createTexture,
  landmarkVisibility,
  project,
  rasterise,
  turnBackgroundMesh,
  type BackgroundMesh,
  type MorphableModel,
  type Texture,
  type WeakPerspective,
} from "@fdhm/morphable-model";
import { createDataset, type Dataset } from "../dataset.ts";
import { createRandom } from "../random.ts";
import { readSound, type OpenOptions } from "../read-sound.ts";
import type { Sample } from "../sample.ts";
import { centreDepth } from "./centre-depth.ts";
import { cutFace, faceWindow, intoWindow } from "./face-window.ts";
import {
  createFaceFitter,
  type FittedFace,
  type SolidFace,
} from "./fit-face.ts";
import { turnedPoses } from "./turned-poses.ts";
import { findTypicalFace, type TypicalFace } from "./typical-face.ts";

/** Settings of {@link openProfiledFaces}. */
export interface ProfiledFacesOptions extends OpenOptions {
  /** Photographs with 68 points each, the jaw marked on the outline that is seen: 300-W and its like. */
  readonly faces: Dataset;
  /** What is fitted to them. */
  readonly model: MorphableModel;
  /** Poses, step and jitter of every face follow from this and its place in `faces`; a whole number. */
  readonly seed: number;
  /** Pictures a photograph, 1 or more: the first as photographed, the others turned outwards; 20 where absent. */
  readonly turns?: number;
  /** Edge of the pictures in px; 288 where absent. */
  readonly size?: number;
  /** Side of the pictures over the longer edge of the marked face's box; 2.5 where absent. */
  readonly margin?: number;
  /** Most a head nods up or down beyond its photograph, radians from 0; 10 degrees where absent. */
  readonly nod?: number;
  /** Residual of the fit, as a share of sqrt(w h) of the face's box, up to which a face is taken; 0.04 where absent. */
  readonly accepted?: number;
  /** The face that all are fitted about; found from `faces` where absent. */
  readonly typical?: TypicalFace;
}

const DEGREE = Math.PI / 180;

/** Depth by which the face may lie before a landmark that still counts as seen, over the longer edge of the face box. */
const DEPTH_TOLERANCE = 0.1;

/** Samples an edge of a pixel. */
const SAMPLES = 2;

/** Photographs that {@link findTypicalFace} is given at most; more change nothing that is seen. */
const TYPICAL_OF = 400;

/**
 * Faces of photographs turned outwards to profiles, with true depth, pose and hidden jaw: "face profiling", section 4 of Zhu
 * et al., "Face alignment across large poses: a 3D solution", CVPR 2016, as 300W-LP was made of 300-W.
 *
 * All faces are fitted now; a picture is made when it is read. Samples of one photograph stand together and share its
 * mesh: read them one after another. They are named by the photograph and the yaw in whole degrees.
 *
 * @throws RangeError where an option is out of range, or a face cannot be fitted or leaves more than accepted (with
 *   `onBroken` it is left out).
 */
export async function openProfiledFaces(
  options: ProfiledFacesOptions,
): Promise<Dataset> {
  const { faces, model, seed, turns = 20, size = 288 } = options;
  const { margin = 2.5, nod = 10 * DEGREE, accepted = 0.04 } = options;
  if (!Number.isInteger(turns) || turns < 1)
    throw expected("a whole number from 1", "turns", turns);
  if (!Number.isInteger(size) || size < 16)
    throw expected("a whole number from 16", "size", size);
  if (!Number.isSafeInteger(seed))
    throw expected("a whole number", "seed", seed);
  if (!(margin >= 1 && margin < Infinity))
    throw expected("a number from 1", "margin", margin);
  if (!(nod >= 0 && nod <= 45 * DEGREE))
    throw expected("radians from 0 to pi / 4", "nod", nod);
  if (!(accepted > 0)) throw expected("a positive share", "accepted", accepted);

  const indices = Array.from({ length: faces.length }, (_, i) => i);
  const { typical = await typicalOf(model, faces) } = options;
  const fitter = createFaceFitter(model, { typical });
  const name = `profiled ${faces.name}`;
  const fitted = await readSound(
    name,
    indices.map(String),
    async (_, index) => {
      const { name, landmarks, readPicture } = await faces.sample(index);
      const window = faceWindow(landmarks, margin);
      const marks = intoWindow(landmarks, window, size);
      const face = fitter.fit(marks);
      if (face.residual > accepted)
        throw expected(
          `a fit that leaves at most ${accepted}`,
          `face ${name}`,
          face.residual,
        );
      return { index, name, landmarks, readPicture, window, marks, face };
    },
    options,
  );

  const target = createRasterTarget(size, size, SAMPLES);
  const plain = createRasterTarget(size, size);
  let last:
    { readonly at: number; readonly photograph: Photograph } | undefined;

  const photographOf = (at: number): Photograph => {
    if (last?.at !== at) {
      const { index, marks, face, landmarks, readPicture, window } =
        fitted[at]!;
      const solid = fitter.solid(face, marks);
      const pivot = centre(solid.landmarks);
      const random = createRandom(seed, index);
      const settings = { count: turns, yaw: 90 * DEGREE, nod };
      const poses = turnedPoses(
        face.pose,
        pivot,
        { ...settings, roll: 3 * DEGREE, scale: 0.03 },
        random,
      );
      const sheet = async () => {
        const picture = cutFace(await readPicture(), window, landmarks, size);
        const vertices = project(solid.vertices, face.pose);
        return {
          mesh: backgroundMesh(
            { vertices, triangles: model.triangles },
            size,
            size,
          ),
          texture: createTexture({
            ...picture,
            data: picture.data as Uint8Array,
          }),
        };
      };
      let made: ReturnType<typeof sheet> | undefined;
      last = {
        at,
        photograph: { face, solid, poses, sheet: () => (made ??= sheet()) },
      };
    }
    return last.photograph;
  };

  return createDataset(
    name,
    fitted.length * turns,
    async (number): Promise<Sample> => {
      const at = Math.floor(number / turns);
      const turn = number % turns;
      const { face, solid, poses, sheet } = photographOf(at);
      const pose = poses[turn]!;
      const landmarks = project(solid.landmarks, pose);
      const box = tightBox(landmarks);
      clearRasterTarget(plain);
      rasterise(
        {
          vertices: project(solid.vertices, pose),
          triangles: model.triangles,
        },
        plain,
      );
      const visibility = landmarkVisibility(
        plain,
        landmarks,
        DEPTH_TOLERANCE * Math.max(box.width, box.height),
      );
      centreDepth(landmarks);
      const parameters = fitter.parameters(face, pose);
      const degrees = Math.round(pose.yaw / DEGREE);
      return {
        name: `${fitted[at]!.name} ${turn} yaw ${degrees}`,
        readPicture: async (): Promise<Picture> => {
          const { mesh, texture } = await sheet();
          clearRasterTarget(target);
          rasterise(
            {
              ...mesh,
              vertices: turnBackgroundMesh(mesh, face.pose, pose),
              texture,
            },
            target,
          );
          const data = new Uint8Array(3 * size * size);
          const picture = {
            data,
            width: size,
            height: size,
            channels: 3,
          } as const;
          composite(target, picture);
          return picture;
        },
        landmarks,
        pose: { pitch: pose.pitch, yaw: pose.yaw, roll: pose.roll },
        visibility,
        ...(parameters === undefined ? {} : { parameters }),
        box,
      };
    },
    faces.split,
  );
}

/** What the samples of one photograph share. */
interface Photograph {
  readonly face: FittedFace;
  readonly solid: SolidFace;
  readonly poses: readonly WeakPerspective[];
  readonly sheet: () => Promise<{ mesh: BackgroundMesh; texture: Texture }>;
}

async function typicalOf(
  model: MorphableModel,
  faces: Dataset,
): Promise<TypicalFace> {
  const step = Math.max(1, faces.length / TYPICAL_OF);
  const some: Float32Array[] = [];
  for (let at = 0; at < faces.length; at += step)
    some.push((await faces.sample(Math.floor(at))).landmarks);
  return findTypicalFace(model, some);
}

function centre(landmarks: Float32Array): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  landmarks.forEach(
    (value, i) => (sum[i % 3]! += (3 * value) / landmarks.length),
  );
  return sum;
}
