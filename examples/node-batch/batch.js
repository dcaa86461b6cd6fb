/**
 * Finds the faces of every picture in a folder and prints one line of JSON for each.
 *
 *   npm start -- FOLDER > faces.jsonl
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fastDhm } from "@fdhm/model-fast-dhm";
import { FaceAligner, FaceFinder } from "@fdhm/runtime-web";
import { readImage } from "@fdhm/runtime-web/node";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Expected a folder of pictures: npm start -- FOLDER");
  process.exit(1);
}
const aligner = await FaceAligner.load(fastDhm);
const finder = new FaceFinder(aligner);
for (const name of (await readdir(folder)).sort()) {
  if (!/\.(jpe?g|png|webp)$/i.test(name)) continue;
  try {
    const faces = await finder.find(await readImage(join(folder, name)));
    for (const { landmarks, pose, score } of faces)
      console.log(
        JSON.stringify({ name, score, pose, landmarks: [...landmarks] }),
      );
    console.error(`${name}: ${faces.length} found by ${aligner.runtime}`);
  } catch (error) {
    // One broken picture does not end the batch, but the exit status tells of it.
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  }
}
await aligner.dispose();
