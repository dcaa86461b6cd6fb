/* eslint-disable @nx/enforce-module-boundaries -- as the package's users import it, so that its built files are tried */
import { FaceFinder, FaceTracker } from "@fdhm/runtime-web";
import { createWorkerAligner } from "@fdhm/runtime-web/worker";
import { renderedFace } from "./rendered-face.ts";

/** A canvas that shows a rendered face, looking to the side by `yaw` radians, with where its landmarks are. */
async function faceCanvas(yaw: number) {
  const { image, face } = await renderedFace(yaw, true);
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d")!.putImageData(image, 0, 0);
  return { canvas, landmarks: face.landmarks };
}

// What worker.mjs drives.
Object.assign(globalThis, {
  createWorkerAligner,
  FaceFinder,
  FaceTracker,
  faceCanvas,
});
