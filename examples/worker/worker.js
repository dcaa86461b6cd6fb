import { fastDhm } from "@fdhm/model-fast-dhm";
import { FaceFinder, FaceTracker } from "@fdhm/runtime-web";
import { drawPoints } from "@fdhm/runtime-web/draw";
import { createWorkerAligner } from "@fdhm/runtime-web/worker";

const input = document.querySelector("input");
const status = document.querySelector("[role=status]");
const video = document.querySelector("video");
const canvas = document.querySelector("canvas");
const loading = createWorkerAligner(fastDhm);
let stop = new AbortController();

input.addEventListener("change", async () => {
  stop.abort();
  stop = new AbortController();
  try {
    const aligner = await loading;
    video.src = URL.createObjectURL(input.files[0]);
    await video.play();
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const context = canvas.getContext("2d");
    const tracker = new FaceTracker(aligner, {
      finder: new FaceFinder(aligner),
    });
    for await (const faces of tracker.track(video, { signal: stop.signal })) {
      context.drawImage(video, 0, 0);
      for (const face of faces) drawPoints(context, face);
      status.textContent = `${faces.length} found`;
    }
  } catch (error) {
    status.textContent = error.message;
  }
});
