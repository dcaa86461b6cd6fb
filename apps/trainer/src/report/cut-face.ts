import {
  protocolWindow,
  sampleCrop,
  toNormalised,
  type Box,
  type Picture,
} from "@fdhm/landmarks";

/** Side of a cut-out over that of the protocol's window: what stands about a face tells whether its points are right. */
const MARGIN = 1.4;
const RAW = {
  mean: [0, 0, 0],
  deviation: [1, 1, 1],
} as const;

/** A square of a picture. */
export interface FaceCut {
  /** What is in it, black beyond the picture. */
  readonly picture: Picture;
  /** Landmarks of the whole picture in px of the square; z as it was, in parts of the square's side. */
  place(landmarks: Float32Array): Float32Array;
}

/**
 * Cuts a face out of its picture, with some of what is about it.
 *
 * @param edge - of the square, px.
 */
export function cutFace(picture: Picture, box: Box, edge: number): FaceCut {
  const tight = protocolWindow(box);
  const window = { ...tight, side: tight.side * MARGIN };
  const crop = new Float32Array(edge * edge * 3);
  sampleCrop(picture, window, edge, RAW, "nhwc", crop);
  return {
    picture: {
      data: Uint8Array.from(crop, (value) => value + 0.5),
      width: edge,
      height: edge,
      channels: 3,
    },
    place: (landmarks) =>
      toNormalised(landmarks, window).map((value, i) =>
        i % 3 === 2 ? value : (value + 0.5) * edge - 0.5,
      ),
  };
}
