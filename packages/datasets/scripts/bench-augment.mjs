// Times augmentation: examples a second of processor time at an input of 112 px (or another), from a pack of noise.
//
//   npm run build && node packages/datasets/scripts/bench-augment.mjs [SIZE]
import { argv, cpuUsage, stdout } from "node:process";
import {
  AUGMENT_DEFAULTS,
  NO_AUGMENTATION,
  augment,
  createDataset,
  createRandom,
  packFaces,
} from "@fdhm/datasets";
import { tightBox } from "@fdhm/landmarks";

const size = Number(argv[2] ?? 112);
const EXAMPLES = 4000;
const grey = { mean: [127.5, 127.5, 127.5], deviation: [128, 128, 128] };

const noise = createDataset("noise", 64, async (index) => {
  const random = createRandom(1, index);
  const data = Uint8Array.from(
    { length: 200 * 200 * 3 },
    () => 256 * random.uniform(),
  );
  const landmarks = Float32Array.from(
    { length: 204 },
    () => 60 + 80 * random.uniform(),
  );
  const picture = { data, width: 200, height: 200, channels: 3 };
  return {
    name: `${index}`,
    readPicture: async () => picture,
    landmarks,
    box: tightBox(landmarks),
  };
});
const bare = await packFaces(noise);
// Half of each picture is background.
const masks = new Uint8Array(bare.count * bare.edge ** 2).map((_, i) =>
  i % bare.edge < bare.edge / 2 ? 255 : 0,
);
const masked = { ...bare, masks };
const target = {
  picture: new Float32Array(size * size * 3),
  landmarks: new Float32Array(204),
  landmarkWeights: new Float32Array(204),
  score: new Float32Array(1),
  pose: new Float32Array(3),
  visibility: new Float32Array(68),
};
const everything = { ...AUGMENT_DEFAULTS };
for (const key of [
  ...["flip", "surround", "background", "hair", "hands", "occlusion"],
  ...["blur", "motionBlur", "lowResolution", "noise", "jpeg"],
])
  everything[key] = 1;
for (const [name, pack, settings] of [
  ["none", bare, NO_AUGMENTATION],
  ["defaults", bare, AUGMENT_DEFAULTS],
  ["defaults, pack with masks", masked, AUGMENT_DEFAULTS],
  ["everything at once", masked, everything],
]) {
  const run = (count) => {
    for (let i = 0; i < count; i++)
      augment(
        pack,
        i % pack.count,
        createRandom(1, i),
        settings,
        size,
        grey,
        target,
      );
  };
  run(200);
  const start = cpuUsage();
  run(EXAMPLES);
  const seconds = cpuUsage(start).user / 1e6;
  stdout.write(`${name}: ${Math.round(EXAMPLES / seconds)} examples/s\n`);
}
