/**
 * Measures how many labelled faces are found without a box (intersection over union with the tight box of the labels at least
 * 0.5), how many boxes are found where no face is labelled, and the processor time of a picture.
 *
 *   node packages/runtime-web/scripts/measure-finding.mjs MODEL.onnx DATA_FOLDER [PICTURES] [PEERS_FOLDER]
 *
 * DATA_FOLDER holds `300w` and `aflw2000-dev`, whose pictures are cut so that the face lies in the middle. That tells little, so
 * they are measured as they are, cut again to a square with the face anywhere in it and as large as may be, and four side by
 * side. PEERS_FOLDER holds `yunet_s_320.onnx` and `ultraface_slim320.onnx`; their boxes are scaled and moved by what fits 40
 * pictures of `300w/helen/trainset` on average.
 */
import { openBenchmark, openPtsFolder } from "@fdhm/datasets";
import { FaceAligner, FaceFinder } from "@fdhm/runtime-web";
import { boxOverlap } from "../dist/find/box-overlap.js";
import { arrangements, seededRandom } from "./finding-pictures.mjs";
import { loadUltraface, loadYunet } from "./peer-detectors.mjs";

const [model, data, count = "40", peers] = process.argv.slice(2);
const sets = {
  "300w/helen/testset": await openPtsFolder(`${data}/300w/helen/testset`),
  "300w/afw": await openPtsFolder(`${data}/300w/afw`),
  "aflw2000-dev": await openBenchmark(`${data}/aflw2000-dev`, {
    role: "score",
    labels: "official",
    box: "tight",
  }),
};
const aligner = await FaceAligner.load(model);
const finder = new FaceFinder(aligner);
const methods = {
  "a box in the middle": async ({ width, height }) => [
    { box: middleBox(width, height) },
  ],
  FaceFinder: (picture) => finder.find(picture),
  "FaceFinder, most 1": (picture) => finder.find(picture, { most: 1 }),
};
if (peers !== undefined) {
  const tuning = await openPtsFolder(`${data}/300w/helen/trainset`);
  for (const [name, detect] of [
    ["YuNet-s 320", await loadYunet(`${peers}/yunet_s_320.onnx`)],
    ["UltraFace 320", await loadUltraface(`${peers}/ultraface_slim320.onnx`)],
  ])
    methods[name] = await fitted(name, detect, tuning);
}
for (const [setName, dataset] of Object.entries(sets))
  for (const [arrangement, arrange] of Object.entries(arrangements)) {
    const random = seededRandom(7);
    const sums = Object.keys(methods).map(() => ({
      found: 0,
      others: 0,
      time: 0,
    }));
    let faces = 0;
    let pictures = 0;
    for await (const { picture, boxes } of arrange(
      samplesOf(dataset, Number(count)),
      random,
    )) {
      pictures++;
      faces += boxes.length;
      for (const [m, find] of Object.values(methods).entries()) {
        const start = process.cpuUsage();
        const answers = await find(picture);
        const { user, system } = process.cpuUsage(start);
        const hits = boxes.filter((box) =>
          answers.some((answer) => boxOverlap(answer.box, box) >= 0.5),
        ).length;
        sums[m].found += hits;
        sums[m].others += answers.length - hits;
        sums[m].time += (user + system) / 1000;
      }
    }
    console.log(
      `${setName}, ${arrangement}: ${faces} faces in ${pictures} pictures`,
    );
    Object.keys(methods).forEach((name, m) => {
      const { found, others, time } = sums[m];
      console.log(
        `  ${name.padEnd(20)} found ${((100 * found) / faces).toFixed(1).padStart(5)} %, other boxes a picture ${(others / pictures).toFixed(2)}, ${(time / pictures).toFixed(0).padStart(5)} ms`,
      );
    });
  }
await aligner.dispose();

/** `count` samples spread over a set. */
function* samplesOf(dataset, count) {
  const every = Math.max(1, dataset.length / count);
  for (let i = 0; i < Math.min(count, dataset.length); i++)
    yield dataset.sample(Math.floor(i * every));
}

/** Where the faces of 300-W lie in its pictures. */
function middleBox(width, height) {
  const edge = 0.38 * Math.min(width, height);
  return {
    x: (width - edge) / 2,
    y: (height - edge) / 2,
    width: edge,
    height: edge,
  };
}

/** A detector whose boxes are brought to those of the labels. */
async function fitted(name, detect, dataset) {
  const sums = { width: 0, height: 0, right: 0, down: 0 };
  let count = 0;
  for await (const { box, readPicture } of samplesOf(dataset, 40)) {
    const answers = await detect(await readPicture());
    const near = answers.find((answer) => boxOverlap(answer.box, box) > 0.2);
    if (near === undefined) continue;
    const { x, y, width, height } = near.box;
    sums.width += box.width / width;
    sums.height += box.height / height;
    sums.right += (box.x + box.width / 2 - x - width / 2) / width;
    sums.down += (box.y + box.height / 2 - y - height / 2) / height;
    count++;
  }
  const [scaleX, scaleY, right, down] = Object.values(sums).map(
    (sum) => sum / count,
  );
  console.log(
    `${name}: scale ${scaleX.toFixed(2)} x ${scaleY.toFixed(2)}, shift ${right.toFixed(2)}, ${down.toFixed(2)} (${count} faces)`,
  );
  return async (picture) =>
    (await detect(picture)).map(({ score, box: { x, y, width, height } }) => ({
      score,
      box: {
        x: x + width * (0.5 + right - scaleX / 2),
        y: y + height * (0.5 + down - scaleY / 2),
        width: width * scaleX,
        height: height * scaleY,
      },
    }));
}
