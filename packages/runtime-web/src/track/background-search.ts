import type { BoxFinder, FoundBox } from "../find/box-finder.ts";
import type { FaceImage } from "../image.ts";

/** A search for further faces that runs beside the frames in which known ones are followed; one at a time. */
export class BackgroundSearch {
  readonly #finder: BoxFinder;
  #controller: AbortController | undefined;
  #found: readonly FoundBox[] = [];
  #error: unknown;

  constructor(finder: BoxFinder) {
    this.#finder = finder;
  }

  /** Whether a search is under way. */
  get running(): boolean {
    return this.#controller !== undefined;
  }

  /** Begins a search, unless one is under way. */
  start(image: FaceImage, most: number): void {
    if (this.#controller !== undefined) return;
    const controller = new AbortController();
    this.#controller = controller;
    const { signal } = controller;
    this.#finder.find(image, { signal, most }).then(
      (found) => {
        if (signal.aborted) return;
        this.#controller = undefined;
        this.#found = found;
      },
      (error: unknown) => {
        if (signal.aborted) return;
        this.#controller = undefined;
        this.#error = error;
      },
    );
  }

  /** What was found since the last call. Throws what the search failed with. */
  take(): readonly FoundBox[] {
    const found = this.#found;
    const error = this.#error;
    this.#found = [];
    this.#error = undefined;
    if (error !== undefined) throw error;
    return found;
  }

  /** Forgets the search under way and what was found. */
  stop(): void {
    this.#controller?.abort();
    this.#controller = undefined;
    this.#found = [];
    this.#error = undefined;
  }
}
