/**
 * 3D morphable face model: shape, weak perspective, the 234 parameters, rasteriser, an open model.
 * @packageDocumentation
 */
export {};
