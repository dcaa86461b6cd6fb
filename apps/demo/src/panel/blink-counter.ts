import { PARTS } from "@fdhm/landmarks";
import type { TrackedFace } from "@fdhm/runtime-web";
import { BlinkDetector, eyeOpenings } from "@fdhm/runtime-web/measure";

const EYES = { right: PARTS.rightEye, left: PARTS.leftEye };

/** Mean visibility of an eye's landmarks below which its lids cannot be judged. */
const SEEN = 0.6;

/** Counts the blinks of one face; of another one from 0. */
export class BlinkCounter {
  #id: number | undefined;
  #detector = new BlinkDetector();
  #count = 0;

  /**
   * Takes the face of the next frame.
   *
   * @returns its blinks so far.
   */
  count(face: TrackedFace, timestamp: number): number {
    if (face.id !== this.#id) {
      this.#id = face.id;
      this.#detector = new BlinkDetector();
      this.#count = 0;
    }
    const openings = eyeOpenings(face.landmarks);
    const { blink } = this.#detector.update(
      {
        ...(seen(face, EYES.right) && { right: openings.right }),
        ...(seen(face, EYES.left) && { left: openings.left }),
      },
      timestamp,
    );
    if (blink !== undefined) this.#count++;
    return this.#count;
  }
}

function seen(
  { visibility }: TrackedFace,
  [first, end]: readonly [number, number],
): boolean {
  const some = visibility.subarray(first, end);
  return some.reduce((sum, value) => sum + value, 0) >= SEEN * some.length;
}
