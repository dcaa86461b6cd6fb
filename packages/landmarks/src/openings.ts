/** A part of the face that opens and closes. */
export type OpeningPart = "rightEye" | "leftEye" | "innerLips" | "outerLips";

/** Landmarks of the upper and the lower edge of each, in pairs that lie one above the other: upper, lower. */
export const OPENINGS: Readonly<
  Record<OpeningPart, readonly (readonly [number, number])[]>
> = {
  rightEye: [
    [37, 41],
    [38, 40],
  ],
  leftEye: [
    [43, 47],
    [44, 46],
  ],
  innerLips: [
    [61, 67],
    [62, 66],
    [63, 65],
  ],
  outerLips: [
    [50, 58],
    [51, 57],
    [52, 56],
  ],
};
