import type { Box, Picture } from "@fdhm/landmarks";

/** Which way a head points, in radians; `R = Rx(pitch) Ry(yaw) Rz(roll)` as in 300W-LP. */
export interface HeadPose {
  /** Turn about the axis through the ears. */
  readonly pitch: number;
  /** Turn about the upright axis; the bins of the error tables are bins of its size. */
  readonly yaw: number;
  /** Turn in the picture's plane. */
  readonly roll: number;
}

/** One face of a data set. */
export interface Sample {
  /** Unique within the set: the file's stem with its folder, or a running number. */
  readonly name: string;
  /**
   * Decodes the whole picture, RGB; each call reads it anew.
   *
   * @throws RangeError naming the file where it is missing, is no picture or ends early.
   */
  readonly readPicture: () => Promise<Picture>;
  /**
   * Tells the head from what is behind it, where the set knows: `width * height` numbers of the picture, 0 background to
   * 255 head, hair and clothes, or whatever stands in front.
   */
  readonly readMask?: () => Promise<Uint8Array>;
  /** 68 xyz triples in picture px, z towards the camera and relative to the face's mean. z is NaN where unknown, as x and y are in sets that do not mark hidden points. */
  readonly landmarks: Float32Array;
  /** Head pose where the set knows it. */
  readonly pose?: HeadPose;
  /** 68 numbers from 0 (hidden by the face itself) to 1 (seen), where the set knows them. */
  readonly visibility?: Float32Array;
  /** The 234 numbers of `packParameters`, where the set knows them for a morphable model. */
  readonly parameters?: Float32Array;
  /** Face box in picture px: the tight box of the 68 points unless the set says otherwise. */
  readonly box: Box;
}
