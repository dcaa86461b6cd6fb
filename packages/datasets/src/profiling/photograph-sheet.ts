import type { CropWindow, Picture } from "@fdhm/landmarks";
import {
  backgroundMesh,
  clearRasterTarget,
  composite,
  createRasterTarget,
  createTexture,
  project,
  rasterise,
  turnBackgroundMesh,
  type BackgroundMesh,
  type RasterMesh,
  type Texture,
  type WeakPerspective,
} from "@fdhm/morphable-model";
import { cutFace } from "./face-window.ts";

/** A photograph as a surface in which the head can be turned. */
export interface PhotographSheet {
  /** In px of the cut, which has a border about the picture. */
  readonly mesh: BackgroundMesh;
  /** The cut. */
  readonly texture: Texture;
  /** Where the head stands in the picture as photographed. */
  readonly pose: WeakPerspective;
}

/** Makes and draws sheets. */
export interface SheetPainter {
  /**
   * Makes the sheet of one photograph.
   *
   * @param photograph - where `window` is cut out.
   * @param window - what becomes the picture.
   * @param marks - the face's points in the photograph, xyz triples.
   * @param face - its surface in model space, xyz triples.
   * @param pose - where it stands in the picture.
   */
  sheet(
    photograph: Picture,
    window: CropWindow,
    marks: Float32Array,
    face: Float32Array,
    pose: WeakPerspective,
  ): PhotographSheet;
  /** The picture with the head turned. */
  picture(sheet: PhotographSheet, to: WeakPerspective): Picture;
  /** How much of each pixel of that picture belongs to the head, 0 to 255. */
  mask(sheet: PhotographSheet, to: WeakPerspective): Uint8Array;
}

/**
 * Side of what is cut out of the photograph over the side of the pictures: the cut's edge stays in place whatever turns, and what
 * lies between it and the head is stretched; most of that should be out of sight.
 */
const SURROUND = 1.4;

/** Samples an edge of a pixel. */
const SAMPLES = 2;

/**
 * How far what surrounds a head must follow it to belong to it: not at all up to the first, wholly from the second. Hair
 * reaches beyond the model, about as far as the innermost of the sheet's rings; the fade hides that nobody knows.
 */
const BELONGS = [0.5, 0.85] as const;

/**
 * Prepares the drawing of turned photographs.
 *
 * @param triangles - the model's.
 * @param size - edge of the pictures in px.
 */
export function createSheetPainter(
  triangles: Uint32Array,
  size: number,
): SheetPainter {
  const border = Math.round(((SURROUND - 1) / 2) * size);
  const edge = size + 2 * border;
  const target = createRasterTarget(size, size, SAMPLES);
  const inCut = (pose: WeakPerspective): WeakPerspective => ({
    ...pose,
    x: pose.x + border,
    y: pose.y + border,
  });
  const draw = (
    { mesh, pose }: PhotographSheet,
    to: WeakPerspective,
    paint: Pick<RasterMesh, "texture" | "light">,
  ): Picture => {
    const vertices = turnBackgroundMesh(mesh, inCut(pose), inCut(to));
    for (let i = 0; i < vertices.length; i += 3) {
      vertices[i]! -= border;
      vertices[i + 1]! -= border;
    }
    clearRasterTarget(target);
    rasterise({ ...mesh, vertices, ...paint }, target);
    const data = new Uint8Array(3 * size * size);
    const picture: Picture = { data, width: size, height: size, channels: 3 };
    composite(target, picture);
    return picture;
  };

  return {
    sheet(photograph, window, marks, face, pose) {
      const wide = { ...window, side: (edge / size) * window.side };
      const cut = cutFace(photograph, wide, marks, edge);
      const vertices = project(face, inCut(pose));
      return {
        mesh: backgroundMesh({ vertices, triangles }, edge, edge),
        texture: createTexture(cut),
        pose,
      };
    },
    picture: (sheet, to) => draw(sheet, to, { texture: sheet.texture }),
    mask(sheet, to) {
      const [none, all] = BELONGS;
      const light = new Float32Array(sheet.mesh.vertices.length);
      sheet.mesh.rigidity.forEach((rigidity, i) => {
        const share = (rigidity - none) / (all - none);
        light.fill(Math.min(Math.max(share, 0), 1), 3 * i, 3 * i + 3);
      });
      const { data } = draw(sheet, to, { light });
      return Uint8Array.from({ length: size * size }, (_, i) => data[3 * i]!);
    },
  };
}
