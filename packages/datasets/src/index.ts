/**
 * Face alignment data sets: loaders, crops, augmentation and rendered faces.
 * @packageDocumentation
 */
export {};
