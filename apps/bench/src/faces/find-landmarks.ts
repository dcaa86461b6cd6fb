import type { Predictions } from "@fdhm/eval";
import type { Stage } from "../models/stage.ts";
import type { BenchFace } from "./open-faces.ts";

/**
 * Lets models find the landmarks of faces; a picture is decoded once for all of them. A face for which a model gives broken numbers is missed,
 * and named on the standard error stream.
 *
 * @param onFace - called with the number of faces done.
 * @returns what each model found, in the order of `stages`.
 */
export async function findLandmarks(
  stages: readonly Stage[],
  faces: readonly BenchFace[],
  onFace: (done: number) => void = () => undefined,
): Promise<Predictions[]> {
  const found = stages.map(() => new Map<string, Float32Array | null>());
  for (const [i, { name, box, readPicture }] of faces.entries()) {
    const picture = await readPicture();
    for (const [at, stage] of stages.entries())
      found[at]!.set(
        name,
        await stage.align(picture, box).catch((error: unknown) => {
          process.stderr.write(`${name}: ${(error as Error).message}\n`);
          return null;
        }),
      );
    onFace(i + 1);
  }
  return found;
}
