/**
 * What a second look is worth: NME by yaw of a model's answers to a set's own boxes, and to the boxes that follow from those answers: upright, turned by the
 * roll of the pose found, and as `nextBox` turns them, by what of it is seen in the picture plane.
 *
 *   node apps/trainer/scripts/measure-next-box.mjs MODEL SET
 *
 * MODEL and SET are as for `evaluate`.
 */
import { nme, summarise } from "@fdhm/eval";
import { FaceAligner, nextBox } from "@fdhm/runtime-web";
import { modelFile } from "../dist/faces/model-file.js";
import { openSource } from "../dist/faces/open-source.js";
import { parseSet } from "../dist/faces/parse-set.js";

const [model, set] = process.argv.slice(2);
const aligner = await FaceAligner.load(modelFile(model));
const looks = { first: [], upright: [], "pose's roll": [], nextBox: [] };
for await (const sample of await openSource(await parseSet(set))) {
  const { name, landmarks, box, pose } = sample;
  const picture = await sample.readPicture();
  const look = async (kind, at, options) => {
    const found = await aligner.align(picture, at, options);
    const error = nme(found.landmarks, landmarks);
    looks[kind].push({ name, yaw: pose?.yaw, nme: error });
    return found;
  };
  const found = await look("first", box);
  await look("upright", found.box);
  // With no pitch and no yaw, the turn is the roll.
  const rolled = nextBox({
    ...found,
    pose: { ...found.pose, pitch: 0, yaw: 0 },
  });
  await look("pose's roll", rolled.box, { roll: rolled.roll });
  const next = nextBox(found);
  await look("nextBox", next.box, { roll: next.roll });
}
await aligner.dispose();
for (const [kind, faces] of Object.entries(looks)) {
  const { bins, meanOfBins, mean } = summarise(faces);
  const cells = [...bins.map((bin) => bin?.mean), meanOfBins?.mean, mean];
  const row = cells.map((v) => (v == null ? "–" : (100 * v).toFixed(2)));
  process.stdout.write(`${kind}: ${row.join(" / ")}\n`);
}
