import * as mm from "@fdhm/morphable-model";
import type { FaceAlignment } from "@fdhm/runtime-web";
import { faceLift, type FaceLift } from "@fdhm/runtime-web/measure";
import { product } from "./turn.ts";

/** Where a head stands in a square view. */
export interface Standing {
  /** The view's turn, 9 numbers row by row. */
  readonly turn: ArrayLike<number>;
  /** Pixels of the view a pixel of the picture. */
  readonly scale: number;
  /** What of the picture, px, is in the middle of the view. */
  readonly middle: readonly [x: number, y: number, z: number];
}

/** Most pixels along the view's edge: the head has no details that more would show. */
const LARGEST = 380;

const LIGHT = [0.6, 0.75, 0.9] as const;

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
   * @param edge - of the square view, px.
   * @param shade - red, green and blue of what faces the light, 0 to 255.
   * @param behind - red, green and blue behind the head.
   * @returns a square canvas, which may be smaller than the view, with nothing but the head on it; and which of the 68 landmarks are not behind it.
   */
  draw(
    face: FaceAlignment,
    { turn, scale, middle }: Standing,
    edge: number,
    shade: readonly number[],
    behind: readonly number[],
  ): { readonly canvas: HTMLCanvasElement; readonly seen: ArrayLike<number> } {
    this.#fit(face);
    const size = Math.min(LARGEST, edge);
    if (this.#target.width !== size)
      this.#target = mm.createRasterTarget(size, size, 2);
    const target = this.#target;
    const pose = this.#pose!;
    const perPixel = (scale * size) / edge;
    const turned = product(turn, mm.rotation(pose.pitch, pose.yaw, pose.roll));
    const [x, y, z] = middle;
    // From the middle to the model's origin, y up, turned.
    const way = [pose.x - x, y - pose.y, -z];
    const along = (row: number) =>
      way.reduce((sum, value, j) => sum + turn[3 * row + j]! * value, 0);
    const vertices = mm.project(this.#points!, {
      ...mm.eulerAngles(turned),
      scale: pose.scale * perPixel,
      x: size / 2 - 0.5 + perPixel * along(0),
      y: size / 2 - 0.5 - perPixel * along(1),
    });
    const light = mm.lightVertices(this.#normals!, turned, {
      ambient: [0, 1, 2].map((i) => (0.42 * shade[i]!) / 255) as never,
      lights: [
        {
          direction: LIGHT,
          colour: [0, 1, 2].map((i) => (0.58 * shade[i]!) / 255) as never,
        },
      ],
    });
    mm.clearRasterTarget(target);
    mm.rasterise({ vertices, triangles: this.#model.triangles, light }, target);
    return { canvas: this.#copy(target, behind), seen: this.#seen(vertices) };
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
  #copy(
    target: mm.RasterTarget,
    [red, green, blue]: readonly number[],
  ): HTMLCanvasElement {
    const { width, height } = target;
    const image = new ImageData(width, height);
    for (let i = 0; i < image.data.length; i += 4) {
      image.data[i] = red!;
      image.data[i + 1] = green!;
      image.data[i + 2] = blue!;
    }
    const data = new Uint8Array(image.data.buffer);
    mm.composite(target, { data, width, height, channels: 4 });
    if (this.#canvas.width !== width) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
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
