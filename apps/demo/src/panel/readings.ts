import type { TrackedFace } from "@fdhm/runtime-web";
import {
  eyeOpenings,
  mouthOpening,
  poseInDegrees,
} from "@fdhm/runtime-web/measure";

/** What the panel tells of a frame. */
export interface Readings {
  /** Frames a second; undefined for a still picture. */
  readonly rate: number | undefined;
  /** Ms from frame to landmarks; undefined while none was aligned. */
  readonly stage: number | undefined;
  /** The face that is told of; undefined where there is none. */
  readonly face: TrackedFace | undefined;
  /** Blinks of that face so far; undefined for a still picture. */
  readonly blinks: number | undefined;
}

/** Ms between two numbers: quicker ones cannot be read. */
const READABLE = 150;

/** Ends of the bars: degrees, and openings as far as people open eyes and mouth. */
const ENDS = { angle: 90, eye: 0.45, mouth: 0.5 };

/** Writes numbers into the elements of the page whose `data-reading` names them, and lengths into `data-bar`. */
export class ReadingsPanel {
  readonly #root: ParentNode;
  #last = -Infinity;

  /** @param root - what holds the elements. */
  constructor(root: ParentNode) {
    this.#root = root;
  }

  /**
   * Shows new readings, unless the last ones are too fresh.
   *
   * @param now - shows them all the same.
   */
  show({ rate, stage, face, blinks }: Readings, now = false): void {
    const time = performance.now();
    if (!now && time - this.#last < READABLE) return;
    this.#last = time;
    this.#write("rate", rate?.toFixed(0));
    this.#write("stage", stage?.toFixed(stage < 10 ? 1 : 0));
    this.#write("score", face?.score.toFixed(2));
    this.#write("blinks", face && blinks?.toString());
    const pose = face && poseInDegrees(face.pose);
    for (const angle of ["yaw", "pitch", "roll"] as const) {
      this.#write(angle, pose && degrees(pose[angle]));
      this.#bar(angle, pose && pose[angle] / ENDS.angle);
    }
    const eyes = face && eyeOpenings(face.landmarks);
    for (const eye of ["right", "left"] as const) {
      this.#write(`${eye}-eye`, eyes?.[eye].toFixed(2));
      this.#bar(`${eye}-eye`, eyes && eyes[eye] / ENDS.eye);
    }
    const mouth = face && mouthOpening(face.landmarks);
    this.#write("mouth", mouth?.toFixed(2));
    this.#bar("mouth", mouth === undefined ? undefined : mouth / ENDS.mouth);
  }

  #write(name: string, text: string | undefined): void {
    const output = this.#root.querySelector(`[data-reading="${name}"]`)!;
    output.textContent = text ?? "–";
  }

  /** @param length - of the bar, 0 to 1, or -1 to 1 where it begins in the middle. */
  #bar(name: string, length: number | undefined): void {
    const bar = this.#root.querySelector<HTMLElement>(`[data-bar="${name}"]`)!;
    const within = Math.max(-1, Math.min(1, length ?? 0));
    bar.style.setProperty("--length", within.toFixed(3));
  }
}

/** A true minus, and no minus before 0. */
function degrees(value: number): string {
  const whole = Math.round(value);
  return `${whole < 0 ? "−" : ""}${Math.abs(whole)}°`;
}
