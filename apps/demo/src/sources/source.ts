/** What faces are looked for in. */
export type SourceKind = "face" | "camera" | "picture" | "video";

/** One picture of a source. */
export interface Frame {
  /** The pixels; the source does not draw on it before the next frame is asked for. */
  readonly canvas: HTMLCanvasElement;
  /** When it was taken, ms of `performance.now()`. */
  readonly timestamp: number;
}

/** Pictures, one or many, from a camera, a file or a program. */
export interface Source {
  /** Where they come from. */
  readonly kind: SourceKind;
  /** For people: what is seen, such as the file's name. */
  readonly name: string;
  /** Whether it is shown as a mirror would: people expect that of their own camera. */
  readonly mirrored: boolean;
  /** Most faces to look for. */
  readonly most: number;
  /** Whether the pictures move; a still one comes once. */
  readonly moving: boolean;
  /** Stops and goes on, where that makes sense. */
  readonly pause?: Pause;

  /**
   * The frames from now on, beginning with the one that is there; while the loop is busy, frames pass by. Ends when the signal
   * is aborted. Throws a `Trouble` where the source breaks.
   */
  frames(signal: AbortSignal): AsyncGenerator<Frame, void>;

  /** Gives back camera, file and memory. */
  close(): void;
}

/** The brake of a source that moves. */
export interface Pause {
  /** Whether it stands still. */
  readonly paused: boolean;
  /** Stops, or goes on. */
  set(paused: boolean): void;
}
