/**
 * The networks of the deep evolutionary face alignment paper for TensorFlow.js, with training kernels and ONNX export.
 * @packageDocumentation
 */
export {};
