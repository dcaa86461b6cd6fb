/**
 * The 68 facial landmarks: scheme, boxes, the crop that a network sees, and the decoding that a model file carries.
 * @packageDocumentation
 */
export {
  CONTOURS,
  LANDMARK_COUNT,
  MIRROR,
  PARTS,
  type Contour,
  type Part,
} from "./scheme.ts";
export { OPENINGS, type OpeningPart } from "./openings.ts";
export { boxIn, tightBox, type Box } from "./box.ts";
export {
  protocolWindow,
  toNormalised,
  toPicture,
  type CropWindow,
} from "./crop-window.ts";
export { checkPicture, type Picture } from "./picture.ts";
export { sampleCrop, type Layout } from "./sample-crop.ts";
export { type Normalisation } from "./normalisation.ts";
export {
  parseDecoding,
  stringifyDecoding,
  DECODING_KEY,
  type Decoding,
} from "./decoding.ts";
export { contourPath } from "./contour-path.ts";
