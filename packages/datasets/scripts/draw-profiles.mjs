// Draws a sheet of profiled faces, to be looked at: a row a photograph, as it was taken and turned, with its landmarks
// (see contact-sheet.mjs).
//
//   npm run build && node packages/datasets/scripts/draw-profiles.mjs OUT.png rendered|FOLDER [--count 4] [--first 0] [--step 1]
//     [--yaws 30,60,88] [--nod 20] [--cell 256] [--seed 1] [--bare] [--ict FOLDER]
//
// FOLDER holds pictures with .pts labels; rendered faces need nothing. --bare leaves the dots out; --ict fits ICT-FaceKit's
// FaceXModel folder instead of the open face.
import { readdir, readFile } from "node:fs/promises";
import { argv, stdout } from "node:process";
import { parseArgs } from "node:util";
import {
  openProfiledFaces,
  openPtsFolder,
  openRenderedFaces,
} from "@fdhm/datasets";
import { readIctFaceKit } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { CHOICE, chosen, drawLandmarks, writeSheet } from "./contact-sheet.mjs";

const text = { type: "string" };
const { values, positionals } = parseArgs({
  args: argv.slice(2),
  allowPositionals: true,
  options: {
    ...CHOICE,
    count: { ...text, default: "4" },
    yaws: { ...text, default: "30,60,88" },
    nod: { ...text, default: "20" },
    cell: { ...text, default: "256" },
    seed: { ...text, default: "1" },
    bare: { type: "boolean", default: false },
    ict: text,
  },
});
const [out, source] = positionals;
const cell = Number(values.cell);
const seed = Number(values.seed);
const yaws = values.yaws.split(",").map(Number);
const DEGREE = Math.PI / 180;
const TURNS = 40;
async function openModel() {
  if (values.ict === undefined) return loadOpenFace();
  return readIctFaceKit({
    names: await readdir(values.ict),
    read: (name) => readFile(`${values.ict}/${name}`, "utf8"),
  });
}

async function openFaces() {
  const all =
    source === "rendered"
      ? openRenderedFaces({
          model: await loadOpenFace(),
          count: 1e6,
          seed,
          size: 320,
          // As people stand before a camera.
          poses: { yaw: 25 * DEGREE, pitch: 0.2, roll: 0.15 },
        })
      : await openPtsFolder(source, { recursive: true });
  return chosen(all, values);
}

const set = await openProfiledFaces({
  faces: await openFaces(),
  model: await openModel(),
  seed,
  turns: TURNS,
  size: cell,
  nod: Number(values.nod) * DEGREE,
});
const cells = [];
for (let first = 0; first < set.length; first += TURNS) {
  const turns = [];
  for (let turn = 0; turn < TURNS; turn++)
    turns.push(await set.sample(first + turn));
  const nearest = (yaw) =>
    [...turns].sort(
      (a, b) =>
        Math.abs(Math.abs(a.pose.yaw) / DEGREE - yaw) -
        Math.abs(Math.abs(b.pose.yaw) / DEGREE - yaw),
    )[0];
  for (const sample of [turns[0], ...yaws.map(nearest)]) {
    const { data } = await sample.readPicture();
    if (!values.bare)
      drawLandmarks(data, cell, sample.landmarks, sample.visibility);
    cells.push(data);
  }
}
await writeSheet(out, cells, cell, yaws.length + 1);
stdout.write(`${cells.length} pictures of ${set.name} in ${out}\n`);
