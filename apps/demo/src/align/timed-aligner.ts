import type { BatchAligner } from "@fdhm/runtime-web";

/**
 * Hands calls on and tells how long each took, from frame to landmarks: cutting the face out, the network, in a worker also the way there and
 * back, and nothing of what the page draws.
 *
 * @param onTime - told the ms a face.
 */
export function timedAligner(
  aligner: BatchAligner,
  onTime: (ms: number) => void,
): BatchAligner {
  return {
    async alignAll(image, boxes, options) {
      const start = performance.now();
      const faces = await aligner.alignAll(image, boxes, options);
      if (faces !== undefined && faces.length > 0)
        onTime((performance.now() - start) / faces.length);
      return faces;
    },
  };
}
