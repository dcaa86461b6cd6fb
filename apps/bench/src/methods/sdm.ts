import { basename } from "node:path";
import { GREY_PARTS, readSdm } from "@fdhm/sdm";
import type { JavaScriptMethod } from "./javascript-method.ts";

const ENDING = ".sdm";

/** The supervised descent method as `nx run trainer -- train-sdm` writes it. It sees the protocol's window, as it was trained. */
export const sdm: JavaScriptMethod = {
  ending: ENDING,
  open(bytes, file) {
    const cascade = readSdm(bytes, file);
    const { size, meanFace, stages } = cascade.weights;
    const grey = new Float32Array(size * size);
    return {
      name: basename(file, ENDING),
      group: "peers",
      input: "crop",
      inputSize: size,
      normalisation: GREY_PARTS,
      order: "rgb",
      window: { base: "longer", scale: Math.SQRT2, shift: [0, 0] },
      absent: [],
      parameters: stages.reduce(
        (sum, { projection, regression }) =>
          sum + projection.length + regression.length,
        meanFace.length,
      ),
      run(crop) {
        const pixels = grey.length;
        for (let i = 0; i < pixels; i++)
          grey[i] = crop[i]! + crop[pixels + i]! + crop[2 * pixels + i]!;
        return { landmarks: cascade.align(grey) };
      },
      decode({ landmarks }, out) {
        out.set(landmarks!);
      },
    };
  },
};
