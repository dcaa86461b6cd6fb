// node packages/dhm/scripts/draw-mean-dhm.mjs OUT.png [SIGMA]: the mean face's map in the protocol's crop, x y z as red green blue.
import { renderDhm } from "@fdhm/dhm";
import { protocolWindow, tightBox, toNormalised } from "@fdhm/landmarks";
import { landmarkBasis, project } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import sharp from "sharp";

const SIZE = 224;
const FRONTAL = { scale: 1, pitch: 0, yaw: 0, roll: 0, x: 0, y: 0 };

const [file, sigma = "1"] = process.argv.slice(2);
if (file === undefined) {
  console.error("Expected OUT.png [SIGMA] for arguments but received none");
  process.exit(1);
}
const { mean } = landmarkBasis(await loadOpenFace());
const landmarks = project(mean, FRONTAL);
const normalised = toNormalised(landmarks, protocolWindow(tightBox(landmarks)));
const map = renderDhm(
  normalised.map((value, i) =>
    i % 3 < 2 ? (value + 0.5) * SIZE - 0.5 : value,
  ),
  SIZE,
  { sigma: Number(sigma) },
);
await sharp(
  Uint8Array.from(map, (value) => Math.round(255 * value)),
  {
    raw: { width: SIZE, height: SIZE, channels: 3 },
  },
).toFile(file);
