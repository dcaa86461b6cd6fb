// Times pack files: faces a second written to a file and read from it.
//
//   npm run build && node packages/datasets/scripts/bench-pack.mjs [FACES]
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, stdout } from "node:process";
import { createDataset, packFaces, readPack, writePack } from "@fdhm/datasets";
import { tightBox } from "@fdhm/landmarks";

const faces = Number(argv[2] ?? 6000);
const picture = {
  data: new Uint8Array(64 * 64 * 3).fill(90),
  width: 64,
  height: 64,
  channels: 3,
};
const landmarks = Float32Array.from({ length: 204 }, (_, i) => 20 + (i % 17));
const grey = createDataset("grey", faces, async (index) => ({
  name: `${index}`,
  readPicture: async () => picture,
  landmarks,
  box: tightBox(landmarks),
}));
const pack = await packFaces(grey);
const file = join(tmpdir(), `bench-${process.pid}.pack`);
try {
  for (const [what, work] of [
    ["written", () => writePack(file, pack)],
    ["read", () => readPack(file)],
    ["read again", () => readPack(file)],
  ]) {
    const start = performance.now();
    await work();
    const seconds = (performance.now() - start) / 1000;
    stdout.write(
      `${what}: ${Math.round(faces / seconds)} faces/s, ${Math.round(pack.pictures.length / seconds / 1e6)} MB/s\n`,
    );
  }
} finally {
  await rm(file, { force: true });
}
