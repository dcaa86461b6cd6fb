import { boxOverlap } from "../find/box-overlap.ts";
import type { FaceAlignment } from "../face-alignment.ts";
import { FaceSmoother } from "./face-smoother.ts";
import { matchBoxes } from "./match-boxes.ts";
import type { OneEuroOptions } from "./one-euro-filter.ts";

/** A face that is followed through a video. */
export interface TrackedFace extends FaceAlignment {
  /** The same number as long as the face is followed, and when it is found again within a second where it was lost. */
  readonly id: number;
}

/** One face from frame to frame. */
export interface KnownFace {
  readonly id: number;
  /** As it was aligned last, not smoothed: the next frame's crop must not lag behind. */
  readonly face: FaceAlignment;
  readonly smoother: FaceSmoother | undefined;
}

/** Boxes that overlap by this much are of one face. */
const SAME_FACE = 0.4;

/** A new face that overlaps a lost one's last box by this much is that one. */
const FOUND_AGAIN = 0.2;

/** How long a lost face's number is kept for it, ms. */
const REMEMBERED = 1000;

/** Who is followed, by which number: keeps numbers steady and never follows one face twice. */
export class KnownFaces {
  readonly #smoothing: OneEuroOptions | undefined;
  #known: readonly KnownFace[] = [];
  #lost: readonly { id: number; face: FaceAlignment; timestamp: number }[] = [];
  #lastId = 0;

  constructor(smoothing: OneEuroOptions | undefined) {
    this.#smoothing = smoothing;
  }

  /** Those that are followed, by rising number. */
  get all(): readonly KnownFace[] {
    return this.#known;
  }

  /** Whether a face with this box is followed already. */
  holds({ box }: Pick<FaceAlignment, "box">): boolean {
    return this.#known.some(
      ({ face }) => boxOverlap(face.box, box) >= SAME_FACE,
    );
  }

  /**
   * Takes what the next frame shows of the faces that are followed.
   *
   * @param seen - by number; a face that is not among them is lost.
   */
  follow(seen: ReadonlyMap<number, FaceAlignment>, timestamp: number): void {
    const lost = this.#known.filter(({ id }) => !seen.has(id));
    this.#lost = [
      ...this.#lost.filter((one) => timestamp - one.timestamp <= REMEMBERED),
      ...lost.map(({ id, face }) => ({ id, face, timestamp })),
    ];
    const moved = this.#known
      .filter(({ id }) => seen.has(id))
      .map((known) => {
        const face = seen.get(known.id)!;
        const stayed = boxOverlap(known.face.box, face.box);
        return { known: { ...known, face }, stayed };
      })
      // Of two that came to lie on one face, the one that went there from elsewhere is none.
      .sort((a, b) => b.stayed - a.stayed);
    const kept: KnownFace[] = [];
    for (const { known } of moved)
      if (
        kept.every(
          ({ face }) => boxOverlap(face.box, known.face.box) < SAME_FACE,
        )
      )
        kept.push(known);
    this.#known = kept.sort((a, b) => a.id - b.id);
  }

  /** Begins to follow faces, the surest first, that are not followed yet, up to a number of all. */
  add(faces: readonly FaceAlignment[], most: number): void {
    const added: FaceAlignment[] = [];
    for (const face of [...faces].sort((a, b) => b.score - a.score)) {
      const twice = added.some(
        ({ box }) => boxOverlap(box, face.box) >= SAME_FACE,
      );
      if (twice || this.holds(face)) continue;
      if (this.#known.length + added.length === most) break;
      added.push(face);
    }
    const old = new Map(
      matchBoxes(
        added.map(({ box }) => box),
        this.#lost.map(({ face }) => face.box),
        FOUND_AGAIN,
      ).map(([i, j]) => [i, this.#lost[j]!.id]),
    );
    const ids = new Set(old.values());
    this.#lost = this.#lost.filter(({ id }) => !ids.has(id));
    this.#known = [
      ...this.#known,
      ...added.map((face, i) => ({
        id: old.get(i) ?? ++this.#lastId,
        face,
        smoother: this.#smoothing && new FaceSmoother(this.#smoothing),
      })),
    ].sort((a, b) => a.id - b.id);
  }

  /** Forgets all faces, those that were lost, too; numbers go on. */
  clear(): void {
    this.#known = [];
    this.#lost = [];
  }

  /** The faces as users get them. */
  smoothed(timestamp: number): TrackedFace[] {
    return this.#known.map(({ id, face, smoother }) => ({
      ...(smoother?.smooth(face, timestamp) ?? face),
      id,
    }));
  }
}
