import type { FaceAlignment } from "@fdhm/runtime-web";
import * as draw from "@fdhm/runtime-web/draw";
import { fitCanvas } from "./fit-canvas.ts";
import { FIRST_LAYERS, type Layer } from "./layers.ts";

/** A picture and what is drawn over it. */
export interface Scene {
  /** The picture. */
  readonly picture: HTMLCanvasElement;
  /** Its faces. */
  readonly faces: readonly FaceAlignment[];
  /** Whether it is shown as a mirror would. */
  readonly mirrored: boolean;
}

const LINES = { colours: "rgb(255 255 255 / 92%)", rim: "rgb(0 0 0 / 28%)" };
const DOTS = { colours: "#5cf2d0", rim: "rgb(0 40 34 / 65%)" };

/** Of several faces, all but the first, of which the numbers are. */
const OTHER_DOTS = { colours: "#ffffff", rim: "rgb(0 0 0 / 50%)" };

/** Least width of a line and radius of a point, CSS px: small faces are drawn more boldly than large ones. */
const LEAST = { width: 1.2, radius: 1.6 };

/** Shows the picture as large as its place allows, with the faces drawn over it as sharp as the screen is. */
export class Stage {
  readonly #canvas: HTMLCanvasElement;
  readonly #layers = new Set<Layer>(FIRST_LAYERS);
  #scene: Scene | undefined;

  /** @param canvas - the place. */
  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    new ResizeObserver(() => this.#paint()).observe(canvas);
  }

  /** Draws a layer from now on, or leaves it out. */
  setLayer(layer: Layer, drawn: boolean): void {
    if (drawn) this.#layers.add(layer);
    else this.#layers.delete(layer);
    this.#paint();
  }

  /** Shows a scene; undefined for an empty stage. */
  show(scene: Scene | undefined): void {
    this.#scene = scene;
    this.#paint();
  }

  #paint(): void {
    const canvas = this.#canvas;
    const ratio = fitCanvas(canvas);
    const context = canvas.getContext("2d")!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (this.#scene === undefined) return;
    const { picture, faces, mirrored } = this.#scene;
    const scale = Math.min(
      canvas.width / picture.width,
      canvas.height / picture.height,
    );
    context.translate(canvas.width / 2, canvas.height / 2);
    context.scale(mirrored ? -scale : scale, scale);
    context.translate(-picture.width / 2, -picture.height / 2);
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, 0, 0);
    faces.forEach((face, i) =>
      this.#drawFace(context, face, i === 0 ? DOTS : OTHER_DOTS, ratio / scale),
    );
  }

  /** @param pixel - px of the picture a CSS px. */
  #drawFace(
    context: CanvasRenderingContext2D,
    face: FaceAlignment,
    dots: typeof DOTS,
    pixel: number,
  ): void {
    const layers = this.#layers;
    const size = Math.sqrt(face.box.width * face.box.height);
    const width = Math.max(0.007 * size, LEAST.width * pixel);
    const radius = Math.max(0.01 * size, LEAST.radius * pixel);
    if (layers.has("contours"))
      draw.drawContours(context, face, { ...LINES, width });
    if (layers.has("visibility"))
      draw.drawVisibility(context, face, { ...dots, radius: 1.4 * radius });
    else if (layers.has("points"))
      draw.drawPoints(context, face, { ...dots, radius });
    if (layers.has("pose"))
      draw.drawPose(context, face, { width: 1.7 * width });
  }
}
