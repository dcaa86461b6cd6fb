import { expected } from "@fdhm/errors";

/** What came out for one face of a benchmark. */
export interface FaceError {
  /** The face's name in its data set. */
  readonly name: string;
  /** Its {@link nme} as a fraction; null where the method gave no landmarks, which counts as a failure. */
  readonly nme: number | null;
  /** The true yaw in radians, where the data set knows it. */
  readonly yaw?: number | undefined;
}

/**
 * Refuses errors that would spoil a mean without a trace.
 *
 * @throws RangeError where there is no face or an error is negative or not finite.
 */
export function checkFaceErrors(faces: readonly FaceError[]): void {
  if (faces.length === 0) throw expected("at least one face", "faces", "none");
  for (const { name, nme } of faces)
    if (nme !== null && !(Number.isFinite(nme) && nme >= 0))
      throw expected(
        "a fraction of at least 0, or null",
        `NME of ${name}`,
        nme,
      );
}
