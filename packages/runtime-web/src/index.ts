/**
 * Large-pose face alignment in the browser and in Node, on onnxruntime-web.
 * @packageDocumentation
 */
export {};
