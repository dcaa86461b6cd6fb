/**
 * The 68 facial landmarks: scheme, boxes, crops and the decoding that a model file carries.
 * @packageDocumentation
 */
export {};
