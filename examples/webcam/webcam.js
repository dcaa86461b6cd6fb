import { fastDhm } from "@fdhm/model-fast-dhm";
import { FaceAligner, FaceFinder, FaceTracker } from "@fdhm/runtime-web";
import { drawContours } from "@fdhm/runtime-web/draw";
import { poseInDegrees } from "@fdhm/runtime-web/measure";

const button = document.querySelector("button");
const status = document.querySelector("[role=status]");
const video = document.querySelector("video");
const canvas = document.querySelector("canvas");

button.addEventListener("click", async () => {
  button.disabled = true;
  try {
    const aligner = await FaceAligner.load(fastDhm);
    video.srcObject = await navigator.mediaDevices.getUserMedia({
      video: true,
    });
    await video.play();
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const context = canvas.getContext("2d");
    const finder = new FaceFinder(aligner);
    const tracker = new FaceTracker(aligner, { finder, most: 2 });
    for await (const faces of tracker.track(video)) {
      context.drawImage(video, 0, 0);
      for (const face of faces) drawContours(context, face);
      status.textContent = faces.length === 0 ? "No face" : tell(faces);
    }
  } catch (error) {
    status.textContent = error.message;
    button.disabled = false;
  }
});

function tell(faces) {
  return faces
    .map(({ id, pose }) => {
      const { yaw, pitch } = poseInDegrees(pose);
      return `face ${id}: ${yaw.toFixed(0)}° to the side, ${pitch.toFixed(0)}° up`;
    })
    .join("; ");
}
