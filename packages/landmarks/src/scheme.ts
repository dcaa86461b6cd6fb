/**
 * The 68-point scheme of iBUG (300-W), in the order of its `.pts` files. "Right" and "left" are the subject's: the right
 * eye stands on the picture's left when the face looks into the camera.
 */

/** How many landmarks the scheme has. */
export const LANDMARK_COUNT = 68;

/** A part of the face. */
export type Part =
  | "jaw"
  | "rightBrow"
  | "leftBrow"
  | "noseBridge"
  | "noseBase"
  | "rightEye"
  | "leftEye"
  | "outerLips"
  | "innerLips";

/** Landmarks of each part as `[first, end)`. */
export const PARTS: Readonly<Record<Part, readonly [number, number]>> = {
  jaw: [0, 17],
  rightBrow: [17, 22],
  leftBrow: [22, 27],
  noseBridge: [27, 31],
  noseBase: [31, 36],
  rightEye: [36, 42],
  leftEye: [42, 48],
  outerLips: [48, 60],
  innerLips: [60, 68],
};

/** A line through landmarks, for drawing. */
export interface Contour {
  /** The part that the line follows. */
  readonly part: Part;
  /** Indices of the landmarks in drawing order. */
  readonly indices: readonly number[];
  /** Whether the last point joins the first. */
  readonly closed: boolean;
}

const CLOSED: ReadonlySet<Part> = new Set<Part>([
  "rightEye",
  "leftEye",
  "outerLips",
  "innerLips",
]);

/** One line a part: eyes and lips are closed. */
export const CONTOURS: readonly Contour[] = (
  Object.entries(PARTS) as [Part, readonly [number, number]][]
).map(([part, [first, end]]) => ({
  part,
  indices: Array.from({ length: end - first }, (_, i) => first + i),
  closed: CLOSED.has(part),
}));

/** Landmark `MIRROR[k]` of a mirrored picture is landmark `k` of the original; its own inverse. */
export const MIRROR: readonly number[] = [
  ...[16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0], // jaw
  ...[26, 25, 24, 23, 22, 21, 20, 19, 18, 17], // brows
  ...[27, 28, 29, 30, 35, 34, 33, 32, 31], // nose
  ...[45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40], // eyes
  ...[54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55], // outer lips
  ...[64, 63, 62, 61, 60, 67, 66, 65], // inner lips
];
