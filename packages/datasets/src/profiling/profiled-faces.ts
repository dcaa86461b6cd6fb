import { expected } from "@fdhm/errors";
import { tightBox, type CropWindow, type Picture } from "@fdhm/landmarks";
import {
  project,
  type MorphableModel,
  type WeakPerspective,
} from "@fdhm/morphable-model";
import { createDataset, type Dataset } from "../dataset.ts";
import { createRandom } from "../random.ts";
import type { OpenOptions } from "../read-sound.ts";
import type { Sample } from "../sample.ts";
import { acceptFit, ACCEPTED } from "./accept-fit.ts";
import { centreDepth } from "../centre-depth.ts";
import { faceWindow, intoWindow } from "./face-window.ts";
import { fitAll } from "./fit-all.ts";
import {
  checkMarks,
  createFaceFitter,
  type FittedFace,
  type SolidFace,
} from "./fit-face.ts";
import {
  createSheetPainter,
  type PhotographSheet,
} from "./photograph-sheet.ts";
import { createSelfVisibility } from "./self-visibility.ts";
import { turnedPoses } from "./turned-poses.ts";
import { typicalOf, type TypicalFace } from "./typical-face.ts";

/** Settings of {@link openProfiledFaces}. */
export interface ProfiledFacesOptions extends OpenOptions {
  /** Photographs with 68 points each, the jaw marked on the outline that is seen: 300-W and its like. */
  readonly faces: Dataset;
  /** What is fitted to them. */
  readonly model: MorphableModel;
  /** Poses of every face follow from this and its place in `faces`; a whole number. */
  readonly seed: number;
  /** Pictures a photograph, 1 or more: the first as photographed, the others turned outwards; 20 where absent. */
  readonly turns?: number;
  /** Edge of the pictures in px; 288 where absent. */
  readonly size?: number;
  /** Side of the pictures over the longer edge of the marked face's box, 1 or more; 2.5 where absent. */
  readonly margin?: number;
  /** Yaw that faces are turned to at most, radians up to pi / 2; that where absent. */
  readonly yaw?: number;
  /** Most that a head nods up or down beyond its photograph, radians up to pi / 4; 20 degrees where absent. */
  readonly nod?: number;
  /** Residual of the fit, as a share of sqrt(w h) of the face's box, up to which a face is taken; 0.04 where absent. */
  readonly accepted?: number;
  /** The face that all are fitted about; found from up to 400 of `faces` where absent, which takes most of the time of opening. */
  readonly typical?: TypicalFace;
}

const DEGREE = Math.PI / 180;

/** Deviations of what changes besides yaw and nod. */
const ROLL = 3 * DEGREE;
const SCALE = 0.03;

/** A photograph whose face is fitted. */
interface Photograph {
  readonly name: string;
  readonly readPicture: () => Promise<Picture>;
  /** In px of the photograph. */
  readonly marks: Float32Array;
  readonly window: CropWindow;
  /** In px of the pictures, as `face`. */
  readonly markedInWindow: Float32Array;
  readonly face: FittedFace;
  /** Its place in the data set. */
  readonly index: number;
}

/** What the samples of one photograph share, made when the first of them is asked for. */
interface Turning {
  readonly solid: SolidFace;
  readonly poses: readonly WeakPerspective[];
  readonly sheet: () => Promise<PhotographSheet>;
}

/**
 * Faces of photographs turned outwards to profiles, with depth, pose and hidden jaw: "face profiling", section 4 of Zhu et
 * al., "Face alignment across large poses: a 3D solution", CVPR 2016, as 300W-LP was made of 300-W.
 *
 * A model is fitted to every face and bent to lie under its marks; what was marked stays on the spot of the photograph that it
 * was marked at. `parameters` are those of the unbent model, there where it has 199 and 29 modes.
 *
 * All faces are fitted now; a picture is made when it is read. Samples of one photograph stand together and share its
 * surface: read them one after another. Names are the photograph's with the turn's number and the yaw in whole degrees. The mask
 * tells the head, with what follows it closely, from what is behind it.
 *
 * @throws RangeError where an option is out of range, or a face cannot be fitted or leaves more than accepted (with
 *   `onBroken` it is left out).
 */
export async function openProfiledFaces(
  options: ProfiledFacesOptions,
): Promise<Dataset> {
  const { faces, model, seed, size = 288, margin = 2.5 } = options;
  const { turns = 20, yaw = 90 * DEGREE, nod = 20 * DEGREE } = options;
  const { accepted = ACCEPTED } = options;
  check(seed, Number.isSafeInteger(seed), "a whole number", "seed");
  check(turns, Number.isInteger(turns) && turns > 0, "1 or more", "turns");
  check(size, Number.isInteger(size) && size >= 16, "16 px or more", "size");
  check(margin, margin >= 1 && margin < Infinity, "1 or more", "margin");
  check(yaw, yaw > 0 && yaw <= 90 * DEGREE, "radians up to pi / 2", "yaw");
  check(nod, nod >= 0 && nod <= 45 * DEGREE, "radians up to pi / 4", "nod");
  const typical = options.typical ?? (await typicalOf(model, faces));
  const fitter = createFaceFitter(model, { typical });

  const fit = (
    { name, landmarks: marks, readPicture }: Sample,
    index: number,
  ): Photograph => {
    checkMarks(marks);
    const window = faceWindow(marks, margin);
    const markedInWindow = intoWindow(marks, window, size);
    const face = acceptFit(fitter.fit(markedInWindow), accepted, name);
    return { name, readPicture, marks, window, markedInWindow, face, index };
  };
  const photographs = await fitAll(faces, fit, options);

  const painter = createSheetPainter(model.triangles, size);
  const selfVisibility = createSelfVisibility(model);
  const turn = (photograph: Photograph): Turning => {
    const { face, index, marks, markedInWindow, window } = photograph;
    const solid = fitter.solid(face, markedInWindow);
    const settings = { count: turns, yaw, nod, roll: ROLL, scale: SCALE };
    const random = createRandom(seed, index);
    const pivot = centre(solid.landmarks);
    let made: Promise<PhotographSheet> | undefined;
    const make = async (): Promise<PhotographSheet> => {
      const picture = await photograph.readPicture();
      return painter.sheet(picture, window, marks, solid.vertices, face.pose);
    };
    return {
      solid,
      poses: turnedPoses(face.pose, pivot, settings, random),
      sheet: () => (made ??= make()),
    };
  };
  let last: (Turning & { readonly of: Photograph }) | undefined;

  const read = async (number: number): Promise<Sample> => {
    const photograph = photographs[Math.floor(number / turns)]!;
    if (last?.of !== photograph) last = { of: photograph, ...turn(photograph) };
    const { solid, poses, sheet } = last;
    const to = poses[number % turns]!;
    const landmarks = centreDepth(project(solid.landmarks, to));
    const parameters = fitter.parameters(photograph.face, to);
    return {
      name: `${photograph.name} ${number % turns} yaw ${Math.round(to.yaw / DEGREE)}`,
      readPicture: async () => painter.picture(await sheet(), to),
      readMask: async () => painter.mask(await sheet(), to),
      landmarks,
      pose: { pitch: to.pitch, yaw: to.yaw, roll: to.roll },
      visibility: selfVisibility(solid, to),
      ...(parameters === undefined ? {} : { parameters }),
      box: tightBox(landmarks),
    };
  };
  return createDataset(
    `profiled ${faces.name}`,
    photographs.length * turns,
    read,
    faces.split,
  );
}

function check(value: unknown, right: boolean, what: string, name: string) {
  if (!right) throw expected(what, name, value);
}

/** Mean of the landmarks: the head turns about it, so that the face stays in the middle of the picture. */
function centre(landmarks: Float32Array): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  landmarks.forEach((value, i) => {
    sum[i % 3]! += (3 * value) / landmarks.length;
  });
  return sum;
}
