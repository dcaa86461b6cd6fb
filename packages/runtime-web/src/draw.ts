/**
 * Draws aligned faces on a 2D canvas: points, contours, pose, visibility, meshes. Pure functions: they keep nothing and leave the
 * canvas's state as it was.
 * @packageDocumentation
 */
export { type DrawContext } from "./draw/draw-context.ts";
export { type ContourOptions, drawContours } from "./draw/draw-contours.ts";
export { drawFit } from "./draw/draw-fit.ts";
export { drawMesh, type MeshOptions } from "./draw/draw-mesh.ts";
export { drawPoints, type PointOptions } from "./draw/draw-points.ts";
export { drawPose, type PoseOptions } from "./draw/draw-pose.ts";
export { drawVisibility } from "./draw/draw-visibility.ts";
export { PART_COLOURS, type PartColours } from "./draw/part-colours.ts";
