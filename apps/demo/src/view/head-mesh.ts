import * as mm from "@fdhm/morphable-model";
import type { FaceAlignment } from "@fdhm/runtime-web";
import { faceLift, type FaceLift } from "@fdhm/runtime-web/measure";
import type { Rgb } from "./css-colours.ts";
import { product } from "./turn.ts";

/** Where a head stands in a view. */
export interface Standing {
  /** Pixels a row of the view. */
  readonly width: number;
  /** Rows of the view. */
  readonly height: number;
  /** The view's turn, 9 numbers row by row. */
  readonly turn: ArrayLike<number>;
  /** Pixels of the view a pixel of the picture. */
  readonly scale: number;
  /** What of the picture, px, the view is turned about. */
  readonly middle: readonly [x: number, y: number, z: number];
  /** Where in the view that is, px. */
  readonly at: readonly [x: number, y: number];
}

/** Most pixels along the view's longer edge: the head has no details that more would show. */
const LARGEST = 400;

/** The head of the embedded model that fits a face best, drawn without skin. */
export class HeadMesh {
  readonly #model: mm.MorphableModel;
  readonly #lift: FaceLift;
  readonly #canvas = document.createElement("canvas");
  #target = mm.createRasterTarget(1, 1, 2);
  #face: FaceAlignment | undefined;
  #points: Float32Array | undefined;
  #normals: Float32Array | undefined;
  #pose: mm.WeakPerspective | undefined;

  /** @param model - whose heads are drawn. */
  constructor(model: mm.MorphableModel) {
    this.#model = model;
    this.#lift = faceLift(model);
  }

  /**
   * Draws the head of a face.
   *
   * @param clay - red, green and blue of what faces the light, 0 to 255.
   * @param behind - red, green and blue behind the head.
   * @returns a canvas of the view's shape, which may be smaller, with nothing but the head on it; and for each of the 68
   *   landmarks 1 if the head does not hide it, else 0.
   */
  draw(
    face: FaceAlignment,
    { width, height, turn, scale, middle, at }: Standing,
    clay: Rgb,
    behind: Rgb,
  ): { readonly canvas: HTMLCanvasElement; readonly seen: ArrayLike<number> } {
    this.#fit(face);
    const reduced = Math.min(1, LARGEST / Math.max(width, height));
    const target = this.#targetOf(
      Math.round(width * reduced),
      Math.round(height * reduced),
    );
    const pose = this.#pose!;
    const perPixel = scale * reduced;
    const turned = product(turn, mm.rotation(pose.pitch, pose.yaw, pose.roll));
    const [x, y, z] = middle;
    // From the middle to the model's origin, y up, turned.
    const way = [pose.x - x, y - pose.y, -z];
    const along = (row: number) =>
      way.reduce((sum, value, j) => sum + turn[3 * row + j]! * value, 0);
    const vertices = mm.project(this.#points!, {
      ...mm.eulerAngles(turned),
      scale: pose.scale * perPixel,
      x: at[0] * reduced - 0.5 + perPixel * along(0),
      y: at[1] * reduced - 0.5 - perPixel * along(1),
    });
    const light = mm.lightVertices(this.#normals!, turned, {
      ambient: brightness(clay, 0.5),
      lights: [
        { direction: [0.6, 0.75, 0.9], colour: brightness(clay, 0.5) },
        { direction: [-1, -0.2, 0.1], colour: brightness(clay, 0.12) },
      ],
    });
    const { triangles } = this.#model;
    mm.clearRasterTarget(target);
    mm.rasterise({ vertices, triangles, light }, target);
    return { canvas: this.#copy(target, behind), seen: this.#seen(vertices) };
  }

  #targetOf(width: number, height: number): mm.RasterTarget {
    if (this.#target.width !== width || this.#target.height !== height)
      this.#target = mm.createRasterTarget(width, height, 2);
    return this.#target;
  }

  /** Lifts a face once, however often it is drawn. */
  #fit(face: FaceAlignment): void {
    if (this.#face === face) return;
    const { identity, expression, pose } = this.#lift(face);
    this.#face = face;
    this.#pose = pose;
    this.#points = mm.shape(this.#model, identity, expression);
    this.#normals = mm.vertexNormals(this.#points, this.#model.triangles);
  }

  /** What was drawn as a canvas; its rim mixes with what is behind, and is no darker. */
  #copy(target: mm.RasterTarget, [red, green, blue]: Rgb): HTMLCanvasElement {
    const { width, height } = target;
    const image = new ImageData(width, height);
    for (let i = 0; i < image.data.length; i += 4) {
      image.data[i] = red;
      image.data[i + 1] = green;
      image.data[i + 2] = blue;
    }
    const data = new Uint8Array(image.data.buffer);
    mm.composite(target, { data, width, height, channels: 4 });
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    this.#canvas.getContext("2d")!.putImageData(image, 0, 0);
    return this.#canvas;
  }

  #seen(vertices: Float32Array): ArrayLike<number> {
    const landmarks = Float32Array.from({ length: 204 }, (_, i) => {
      const vertex = this.#model.landmarks[Math.floor(i / 3)]!;
      return vertices[3 * vertex + (i % 3)]!;
    });
    return mm.landmarkVisibility(
      this.#target,
      landmarks,
      0.03 * this.#target.width,
    );
  }
}

/** Factors for red, green and blue: a white surface then has a share of the colour. */
function brightness([red, green, blue]: Rgb, share: number): Rgb {
  return [
    (share * red) / 255,
    (share * green) / 255,
    (share * blue) / 255,
  ] as const;
}
