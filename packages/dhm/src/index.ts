/**
 * 3D diffusion heat maps of facial landmarks.
 * @packageDocumentation
 */
export {};
