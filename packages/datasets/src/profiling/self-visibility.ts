import { tightBox } from "@fdhm/landmarks";
import {
  clearRasterTarget,
  createRasterTarget,
  landmarkVisibility,
  project,
  rasterise,
  type MorphableModel,
  type WeakPerspective,
} from "@fdhm/morphable-model";
import type { SolidFace } from "./fit-face.ts";

/** Edge of the picture that the face is drawn into, and of the landmarks' box within it, px. */
const EDGE = 160;
const BOX = 96;

/**
 * Depth by which the face may lie before a landmark that still counts as seen, over the longer edge of the face box: eyes'
 * outer corners lie behind the lids.
 */
const DEPTH_TOLERANCE = 0.1;

/**
 * Prepares to tell which landmarks a face hides itself.
 *
 * @returns a function of a face and its pose that gives 68 numbers, 1 seen and 0 hidden; it draws the face small, however
 *   large its picture is.
 */
export function createSelfVisibility(
  model: Pick<MorphableModel, "triangles">,
): (face: SolidFace, pose: WeakPerspective) => Float32Array {
  const target = createRasterTarget(EDGE, EDGE);
  return (face, pose) => {
    const { x, y, width, height } = tightBox(project(face.landmarks, pose));
    const share = BOX / Math.max(width, height);
    const small = {
      ...pose,
      scale: share * pose.scale,
      x: EDGE / 2 + share * (pose.x - x - width / 2),
      y: EDGE / 2 + share * (pose.y - y - height / 2),
    };
    clearRasterTarget(target);
    const vertices = project(face.vertices, small);
    rasterise({ vertices, triangles: model.triangles }, target);
    const landmarks = project(face.landmarks, small);
    return landmarkVisibility(target, landmarks, DEPTH_TOLERANCE * BOX);
  };
}
