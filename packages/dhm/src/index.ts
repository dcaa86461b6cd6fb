/**
 * 3D diffusion heat maps of facial landmarks.
 * @packageDocumentation
 */
export { gaussianRadius } from "./gaussian-profile.ts";
export { landmarksInMap, renderMeanDhm } from "./mean-dhm.ts";
export { type DhmOptions, renderDhm } from "./render-dhm.ts";
export { type DhmBatchOptions, renderDhmBatch } from "./render-dhm-batch.ts";
export { renderLandmarkMap } from "./render-landmark-map.ts";
