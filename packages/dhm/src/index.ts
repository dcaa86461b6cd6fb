/**
 * 3D diffusion heat maps of facial landmarks.
 * @packageDocumentation
 */
export { type DhmOptions, renderDhm } from "./render-dhm.ts";
export { type DhmBatchOptions, renderDhmBatch } from "./render-dhm-batch.ts";
