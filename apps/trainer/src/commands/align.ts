import { readFaceList, readPicture, type ListedFace } from "@fdhm/datasets";
import { expected } from "@fdhm/errors";
import type { Box } from "@fdhm/landmarks";
import { FaceAligner, type FaceAlignment } from "@fdhm/runtime-web";
import { alignFace, centralBox } from "../faces/align-face.ts";
import { modelFile } from "../faces/model-file.ts";
import { drawLandmarks } from "../report/draw-landmarks.ts";
import { startProgress } from "../run/progress.ts";
import {
  checkShards,
  parseShard,
  shardPath,
  type Shard,
} from "../run/shard.ts";
import { writeAtomically } from "../run/write-atomically.ts";

/** Alignments of a face whose box is not tight. */
const PASSES = 3;

/** What `align` is asked for. */
export interface AlignOptions {
  /** ONNX file. */
  readonly model: string;
  /** One picture. */
  readonly image?: string;
  /** `x,y,width,height` of the face in it. */
  readonly box?: string;
  /** List of pictures and boxes. */
  readonly input?: string;
  /** Where the drawing goes. */
  readonly draw?: string;
  /** Where the numbers go; printed where it is left out. */
  readonly output?: string;
  /** `i/n`: which part of the list is aligned, written under a name of its own. */
  readonly shard?: string;
}

/** A face in the output. */
interface AlignedEntry {
  readonly image: string;
  readonly box: Box | null;
  readonly landmarks?: number[][];
  readonly pose?: FaceAlignment["pose"];
  readonly visibility?: number[];
  readonly score?: number;
  readonly uncertainty?: number[];
  readonly error?: string;
}

function parseBox(text: string): Box {
  const numbers = text.split(",").map(Number);
  const [x, y, width, height] = numbers;
  if (numbers.length !== 4 || !numbers.every(Number.isFinite))
    throw expected("x,y,width,height in pixels", "--box", text);
  return { x: x!, y: y!, width: width!, height: height! };
}

/** Thousandths of a pixel are more than any network knows. */
const round = (value: number) => Math.round(value * 1000) / 1000;

function entry(
  image: string,
  box: Box | null,
  face: FaceAlignment,
): AlignedEntry {
  const landmarks: number[][] = [];
  for (let i = 0; i < face.landmarks.length; i += 3)
    landmarks.push([...face.landmarks.subarray(i, i + 3)].map(round));
  return {
    image,
    box,
    landmarks,
    pose: face.pose,
    visibility: Array.from(face.visibility, round),
    score: face.score,
    ...(face.uncertainty && {
      uncertainty: Array.from(face.uncertainty, round),
    }),
  };
}

async function alignPicture(
  aligner: FaceAligner,
  image: string,
  { box: boxText, draw }: AlignOptions,
): Promise<AlignedEntry> {
  const box = boxText === undefined ? undefined : parseBox(boxText);
  const picture = await readPicture(image);
  const face = await (box === undefined
    ? alignFace(aligner, picture, centralBox(picture), PASSES)
    : aligner.align(picture, box));
  if (draw !== undefined)
    await writeAtomically(
      draw,
      await drawLandmarks(picture, [{ ...face, ...(box && { box }) }]),
    );
  return entry(image, box ?? null, face);
}

/** Neighbours in the list, so that the pieces one after the other are the whole. */
function listPart(
  faces: readonly ListedFace[],
  shard: Shard | undefined,
): readonly ListedFace[] {
  if (shard === undefined) return faces;
  const { part, parts } = shard;
  checkShards(shard, faces.length, "faces in the list");
  const first = (i: number) => Math.floor((i * faces.length) / parts);
  return faces.slice(first(part), first(part + 1));
}

async function alignList(
  aligner: FaceAligner,
  file: string,
  shard: Shard | undefined,
): Promise<AlignedEntry[]> {
  const faces = listPart(await readFaceList(file), shard);
  const progress = startProgress("Aligning", faces.length, "faces");
  const entries: AlignedEntry[] = [];
  for (const { image, listed, box, boxKind } of faces) {
    try {
      const passes = boxKind === "detector" ? PASSES : 1;
      const face = await alignFace(
        aligner,
        await readPicture(image),
        box,
        passes,
      );
      entries.push(entry(listed, box, face));
    } catch (error) {
      entries.push({ image: listed, box, error: (error as Error).message });
    }
    progress.update(entries.length);
  }
  progress.stop();
  return entries;
}

/**
 * Finds the landmarks of one picture or of a list of faces.
 *
 * @returns whether every face could be done.
 * @throws RangeError where the model, the list or the only picture is at fault.
 */
export async function align(options: AlignOptions): Promise<boolean> {
  if ((options.image === undefined) === (options.input === undefined))
    throw expected("one of --image and --input", "align", {
      image: options.image,
      input: options.input,
    });
  if (
    options.input !== undefined &&
    (options.draw ?? options.box) !== undefined
  )
    throw expected("--draw and --box with --image only", "align", {
      input: options.input,
    });
  if (
    options.shard !== undefined &&
    (options.input === undefined || options.output === undefined)
  )
    throw expected("--input and --output with it", "--shard", options.shard);
  const shard =
    options.shard === undefined ? undefined : parseShard(options.shard);
  const aligner = await FaceAligner.load(modelFile(options.model));
  try {
    const entries =
      options.image !== undefined
        ? [await alignPicture(aligner, options.image, options)]
        : await alignList(aligner, options.input!, shard);
    const json = `${JSON.stringify(entries, null, 1)}\n`;
    if (options.output !== undefined)
      await writeAtomically(shardPath(options.output, shard), json);
    else if (options.draw === undefined) process.stdout.write(json);
    const failed = entries.filter(({ error }) => error !== undefined);
    for (const { image, error } of failed)
      process.stderr.write(`${image}: ${error}\n`);
    return failed.length === 0;
  } finally {
    await aligner.dispose();
  }
}
