import { CONTOURS } from "@fdhm/landmarks";
import { rotation } from "@fdhm/morphable-model";
import type { FaceAlignment } from "@fdhm/runtime-web";
import {
  channels,
  cssColours,
  type CssColours,
  type Rgb,
} from "./css-colours.ts";
import { fitCanvas } from "./fit-canvas.ts";
import type { HeadMesh } from "./head-mesh.ts";
import { FIRST_TURN, turnMatrix, type Turn } from "./turn.ts";

/** Root mean square distance of the landmarks from their middle, as a share of the view's shorter edge. */
const RADIUS = 0.2;

/** Where the middle of the head stands, as a share of the view's height: it has more above its face than below. */
const MIDDLE = 0.55;

/** From the middle of the landmarks to that of the head, in root mean square distances. */
const DEPTH = 1;

/** Drawing takes at most this share of the time; what comes in between is left out. */
const SHARE = 0.3;

/** Shows the landmarks of a face in space, from any side, and the head that they lie on. */
export class SpaceView {
  readonly #canvas: HTMLCanvasElement;
  #mesh: HeadMesh | undefined;
  #meshDrawn = true;
  #turn = FIRST_TURN;
  #face: FaceAlignment | undefined;
  #mirrored = false;
  #restUntil = 0;

  /** @param canvas - where. */
  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    new ResizeObserver(() => this.paint()).observe(canvas);
  }

  /** Draws heads with this from now on. */
  set mesh(mesh: HeadMesh) {
    this.#mesh = mesh;
    this.paint();
  }

  /** Whether heads are drawn behind the landmarks. */
  set meshDrawn(drawn: boolean) {
    this.#meshDrawn = drawn;
    this.paint();
  }

  /** From where it is seen. */
  set turn(turn: Turn) {
    this.#turn = turn;
    this.paint();
  }

  /**
   * Shows a face; undefined for none.
   *
   * @param mirrored - as its picture is.
   */
  show(face: FaceAlignment | undefined, mirrored: boolean): void {
    this.#face = face;
    this.#mirrored = mirrored;
    if (face !== undefined && performance.now() < this.#restUntil) return;
    this.paint();
  }

  /** Draws again, such as in other colours. */
  paint(): void {
    const start = performance.now();
    fitCanvas(this.#canvas);
    const { width, height } = this.#canvas;
    const context = this.#canvas.getContext("2d")!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    this.#canvas.dataset["empty"] = String(this.#face === undefined);
    if (this.#face === undefined) return;
    if (this.#mirrored) context.setTransform(-1, 0, 0, 1, width, 0);
    this.#drawFace(context, this.#face);
    const end = performance.now();
    this.#restUntil = end + (end - start) * (1 / SHARE - 1);
  }

  #drawFace(context: CanvasRenderingContext2D, face: FaceAlignment): void {
    const { width, height } = this.#canvas;
    const colours = cssColours(this.#canvas);
    const edge = Math.min(width, height);
    const { middle, radius } = extent(face);
    const scale = (RADIUS * edge) / radius;
    const { pitch, yaw } = this.#turn;
    // In a mirror, too, it follows the pointer.
    const turn = turnMatrix({ pitch, yaw: this.#mirrored ? -yaw : yaw });
    const at = [width / 2, MIDDLE * height] as const;
    let seen: ArrayLike<number> | undefined;
    if (this.#mesh !== undefined && this.#meshDrawn) {
      const behind = channels(colours.background);
      const drawn = this.#mesh.draw(
        face,
        { width, height, turn, scale, middle, at },
        channels(colours.clay),
        behind,
      );
      seen = drawn.seen;
      context.imageSmoothingQuality = "high";
      context.drawImage(drawn.canvas, 0, 0, width, height);
      fadeOut(context, behind);
    }
    context.translate(...at);
    const points = turned(face.landmarks, middle, turn, scale);
    drawLandmarks(context, points, seen, colours, edge);
  }
}

/** How far the landmarks lie from their middle, and the middle of the head, which is further back: px of the picture. */
function extent({ landmarks, pose }: FaceAlignment): {
  readonly middle: [number, number, number];
  readonly radius: number;
} {
  const middle: [number, number, number] = [0, 0, 0];
  const count = landmarks.length / 3;
  landmarks.forEach((value, i) => (middle[i % 3]! += value / count));
  const squares = landmarks.reduce(
    (sum, value, i) => sum + (value - middle[i % 3]!) ** 2,
    0,
  );
  const radius = Math.sqrt(squares / count);
  const r = rotation(pose.pitch, pose.yaw, pose.roll);
  const back = DEPTH * radius;
  middle[0] -= back * r[2]!;
  middle[1] += back * r[5]!;
  middle[2] -= back * r[8]!;
  return { middle, radius };
}

/** Lets the shoulders, at which the head's model ends, go over into what is behind. */
function fadeOut(
  context: CanvasRenderingContext2D,
  [red, green, blue]: Rgb,
): void {
  const { width, height } = context.canvas;
  const fade = context.createLinearGradient(0, 0.74 * height, 0, height);
  fade.addColorStop(0, `rgb(${red} ${green} ${blue} / 0%)`);
  fade.addColorStop(0.85, `rgb(${red} ${green} ${blue})`);
  context.fillStyle = fade;
  context.fillRect(0, 0.74 * height, width, 0.26 * height);
}

/** Landmarks in px of the view about their middle: y down, z towards whoever looks. */
function turned(
  landmarks: Float32Array,
  [x, y, z]: readonly [number, number, number],
  r: ArrayLike<number>,
  scale: number,
): Float32Array {
  const out = new Float32Array(landmarks.length);
  for (let i = 0; i < landmarks.length; i += 3) {
    const dx = scale * (landmarks[i]! - x);
    const dy = scale * (y - landmarks[i + 1]!);
    const dz = scale * (landmarks[i + 2]! - z);
    out[i] = r[0]! * dx + r[1]! * dy + r[2]! * dz;
    out[i + 1] = -(r[3]! * dx + r[4]! * dy + r[5]! * dz);
    out[i + 2] = r[6]! * dx + r[7]! * dy + r[8]! * dz;
  }
  return out;
}

/** Lines and points, the furthest first; pale behind the head or, where no head is drawn, the further away they are. */
function drawLandmarks(
  context: CanvasRenderingContext2D,
  points: Float32Array,
  seen: ArrayLike<number> | undefined,
  { ink, accent }: CssColours,
  edge: number,
): void {
  const depth = (k: number) => points[3 * k + 2]! / (0.6 * edge);
  const strength = (k: number) =>
    seen
      ? seen[k] === 1
        ? 1
        : 0.2
      : Math.min(1, Math.max(0.25, 0.75 + depth(k)));
  const lines = CONTOURS.flatMap(({ indices, closed }) =>
    indices.map((a, i): [number, number] => [
      a,
      indices[i + 1] ?? (closed ? indices[0]! : a),
    ]),
  ).sort(([a, b], [c, d]) => depth(a) + depth(b) - depth(c) - depth(d));
  context.lineCap = "round";
  context.lineWidth = edge / 260;
  context.strokeStyle = ink;
  for (const [a, b] of lines) {
    context.globalAlpha = 0.75 * Math.min(strength(a), strength(b));
    context.beginPath();
    context.moveTo(points[3 * a]!, points[3 * a + 1]!);
    context.lineTo(points[3 * b]!, points[3 * b + 1]!);
    context.stroke();
  }
  context.fillStyle = accent;
  const order = Array.from({ length: points.length / 3 }, (_, k) => k);
  for (const k of order.sort((a, b) => depth(a) - depth(b))) {
    context.globalAlpha = strength(k);
    context.beginPath();
    const radius = (edge / 130) * (1 + 0.5 * depth(k));
    context.arc(points[3 * k]!, points[3 * k + 1]!, radius, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}
