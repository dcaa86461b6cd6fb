/**
 * Where the files of the trained Fast DHM lie. README.md is their card: what they were trained on, on which terms, and how
 * far off they are.
 * @packageDocumentation
 */

/** The model with float32 weights, under 976 KB: an address for `FaceAligner.load` of `@fdhm/runtime-web`. */
export const fastDhm: URL = new URL("../fast-dhm.onnx", import.meta.url);

/** The same with half-float weights, half the bytes; the landmarks differ by less than what is measured in the card. */
export const fastDhmHalf: URL = new URL(
  "../fast-dhm.float16.onnx",
  import.meta.url,
);
