import { expected } from "@fdhm/errors";
import { COORDINATES } from "./sdm-stage.ts";

/** Faces to learn from: grey crops and where their landmarks are. */
export interface FaceCrops {
  /** Edge of a crop in px. */
  readonly size: number;
  /** `count * size * size` grey levels, crop after crop, rows from the top. */
  readonly pictures: Uint8Array;
  /** `count * 204` numbers: xyz triples in fractions of the crop's side from its centre, y down, z towards the camera. */
  readonly landmarks: Float32Array;
}

/**
 * Counts crops.
 *
 * @param name - what they are, for errors.
 * @throws RangeError where there is none, pictures and landmarks are of different numbers of faces, or a coordinate is not finite.
 */
export function countCrops(
  { size, pictures, landmarks }: FaceCrops,
  name: string,
): number {
  const count = landmarks.length / COORDINATES;
  if (!(Number.isInteger(count) && count > 0))
    throw expected(
      `68 xyz triples for each of at least one face`,
      `landmarks of the ${name}`,
      landmarks,
    );
  if (pictures.length !== count * size * size)
    throw expected(
      `${count} x ${size} x ${size} grey levels`,
      `pictures of the ${name}`,
      pictures,
    );
  const index = landmarks.findIndex((value) => !Number.isFinite(value));
  if (index >= 0)
    throw expected(
      "a finite number",
      `face ${Math.floor(index / COORDINATES)} of the ${name}`,
      landmarks[index],
    );
  return count;
}
