import { fastDhm } from "@fdhm/model-fast-dhm";
import { FaceAligner, FaceFinder } from "@fdhm/runtime-web";
import { drawContours } from "@fdhm/runtime-web/draw";

const input = document.querySelector("input");
const status = document.querySelector("[role=status]");
const canvas = document.querySelector("canvas");
const loading = FaceAligner.load(fastDhm);

input.addEventListener("change", async () => {
  try {
    const picture = await createImageBitmap(input.files[0]);
    canvas.width = picture.width;
    canvas.height = picture.height;
    const context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    status.textContent = "Looking for faces…";
    const faces = await new FaceFinder(await loading).find(picture);
    for (const face of faces) drawContours(context, face);
    status.textContent = `${faces.length} found`;
  } catch (error) {
    status.textContent = error.message;
  }
});
