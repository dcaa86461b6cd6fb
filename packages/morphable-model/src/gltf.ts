/**
 * Export to glTF, apart from the rest because it needs `@gltf-transform/core`.
 * @packageDocumentation
 */
export { type GltfOptions, writeGltf } from "./write-gltf.ts";
