/**
 * Shape, weak perspective and head pose alone (equations 1 and 2 of the paper), for pages that load modules one by one: they
 * fetch a few small files and no other package.
 * @packageDocumentation
 */
export { poseFromPoints } from "./pose-from-points.ts";
export { eulerAngles, type EulerAngles, rotation } from "./rotation.ts";
export { shape, type ShapeBasis } from "./shape.ts";
export {
  project,
  unproject,
  type WeakPerspective,
} from "./weak-perspective.ts";
