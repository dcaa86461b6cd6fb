/**
 * 3D morphable face model: shape, weak perspective, the 234 parameters, rasteriser, an open model.
 * @packageDocumentation
 */
export { type MorphableModel, type Skin } from "./morphable-model.ts";
export {
  type FaceParameters,
  packParameters,
  PARAMETER_COUNT,
  parameterLayout,
  type ParameterRange,
  poseOrder,
  unpackParameters,
} from "./parameters.ts";
export { factorise, solveFactorised } from "./cholesky.ts";
export { type MeanFace, meanFace } from "./mean-face.ts";
export { landmarkBasis } from "./landmark-basis.ts";
export { type Mat5Array, type Mat5Numbers, readMat5 } from "./mat5.ts";
export { type Mat5WriteOptions, writeMat5 } from "./write-mat5.ts";
export { fromPosePara, toPosePara } from "./pose-para.ts";
export { fromLabelParameters, toLabelParameters } from "./label-parameters.ts";
export { type Deviations, unwhiten, whiten } from "./whitening.ts";
export { type BfmOptions, readBfm } from "./read-bfm.ts";
export {
  type IctFaceKitFolder,
  type IctFaceKitOptions,
  type IctFaceModel,
  readIctFaceKit,
} from "./read-ict-face-kit.ts";
export { type ObjMesh, readObj } from "./read-obj.ts";
export { poseFromPoints } from "./pose-from-points.ts";
export { eulerAngles, type EulerAngles, rotation } from "./rotation.ts";
export { shape, type ShapeBasis } from "./shape.ts";
export {
  project,
  unproject,
  type WeakPerspective,
} from "./weak-perspective.ts";
export { composite, coverage } from "./composite.ts";
export {
  type DirectionalLight,
  type Lighting,
  lightVertices,
} from "./lighting.ts";
export {
  clearRasterTarget,
  createRasterTarget,
  type RasterTarget,
} from "./raster-target.ts";
export type { RasterMesh } from "./raster-mesh.ts";
export { rasterise } from "./rasterise.ts";
export {
  type AttributeMap,
  type BareMesh,
  rasteriseAttributes,
} from "./rasterise-attributes.ts";
export { depthMap, normalMap, pncc, uvMap } from "./attribute-maps.ts";
export {
  type BackgroundMesh,
  backgroundMesh,
  turnBackgroundMesh,
} from "./background-mesh.ts";
export { followPoints, type FollowOptions } from "./follow-points.ts";
export { createTexture, type Texture, type TextureLevel } from "./texture.ts";
export {
  type FittedMesh,
  type PictureTextureOptions,
  textureFromPicture,
} from "./texture-from-picture.ts";
export { spreadColours } from "./spread-colours.ts";
export { type TexturedMesh } from "./textured-mesh.ts";
export { type ObjFiles, writeObj } from "./write-obj.ts";
export { writePng } from "./write-png.ts";
export { vertexNormals } from "./vertex-normals.ts";
export { landmarkVisibility } from "./visibility.ts";
export { checkMorphableModel } from "./check-morphable-model.ts";
export {
  type ModelPrecision,
  readMorphableModel,
  writeMorphableModel,
} from "./model-file.ts";
export {
  type ContourChain,
  contourChains,
  contourLandmarks,
} from "./contour-landmarks.ts";
export { type FaceFit, fitLandmarks } from "./fit-landmarks.ts";
export { type FitOptions } from "./fit-target.ts";
export {
  contourFitter,
  type FittedModel,
  type LandmarkFitter,
  landmarkFitter,
} from "./landmark-fitter.ts";
export { type LandmarkKernel } from "./landmark-kernel.ts";
export { poseFromPicture } from "./pose-from-picture.ts";
