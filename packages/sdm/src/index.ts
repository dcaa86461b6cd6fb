/**
 * The supervised descent method: 68 landmarks in 3D by a cascade of linear regressions on histograms of gradients.
 * @packageDocumentation
 */
export { Sdm, type SdmWeights } from "./sdm.ts";
export { type SdmStage } from "./sdm-stage.ts";
export { readSdm, writeSdm } from "./sdm-file.ts";
export { cutGrey, GREY_PARTS } from "./grey-crop.ts";
export {
  checkSdmSettings,
  trainSdm,
  type SdmSettings,
  type StageReport,
} from "./train-sdm.ts";
export { type FaceCrops } from "./face-crops.ts";
