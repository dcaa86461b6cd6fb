// node packages/dhm/scripts/draw-mean-dhm.mjs OUT.png [SIGMA]: the mean face's map in the protocol's crop, x y z as red green blue.
import { renderMeanDhm } from "@fdhm/dhm";
import { meanFace } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import sharp from "sharp";

const SIZE = 224;

const [file, sigma = "1"] = process.argv.slice(2);
if (file === undefined) {
  console.error("Expected OUT.png [SIGMA] for arguments but received none");
  process.exit(1);
}
const { landmarks } = meanFace(await loadOpenFace());
const map = renderMeanDhm(landmarks, SIZE, { sigma: Number(sigma) });
await sharp(
  Uint8Array.from(map, (value) => Math.round(255 * value)),
  {
    raw: { width: SIZE, height: SIZE, channels: 3 },
  },
).toFile(file);
