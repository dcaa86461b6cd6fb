import { nme, summarise } from "@fdhm/eval";
import type { Picture } from "@fdhm/landmarks";
import type { WindowFit } from "../models/landmark-model.ts";
import type { Stage } from "../models/stage.ts";
import type { BenchFace } from "./open-faces.ts";

/** The window that a model errs least with. */
export interface FittedWindow {
  /** Which. */
  readonly window: WindowFit;
  /** What was made smallest: mean of the bins' NME on the faces that it was fitted on, official labels; of all faces where a bin is empty. */
  readonly error: number;
  /** Windows that were tried. */
  readonly tried: number;
}

/** What is fitted: how a model errs with a window. */
export type FittedStage = Pick<Stage, "model" | "align">;

/** Steps of scale and of the shift downwards, from coarse to fine. */
const STEPS = [
  { scale: 0.06, shift: 0.03 },
  { scale: 0.03, shift: 0.015 },
] as const;

/** A place on the grid of scales and shifts, in the finest steps. */
type Place = readonly [scale: number, shift: number];

const FINEST = STEPS.at(-1)!;

/**
 * Fits the square that a model wants to see about the tight box of 68 points: from its adapter's figures, for either base, to the
 * neighbour on a grid of scale and shift downwards that errs less, until none does. The shift to the right is nought: faces look
 * to either side.
 *
 * @param faces - those to tune by, never those that are reported.
 * @param onTry - called after each window.
 * @throws RangeError where the model gives broken numbers.
 */
export async function fitWindow(
  stage: FittedStage,
  faces: readonly BenchFace[],
  onTry: (window: WindowFit, error: number) => void = () => undefined,
): Promise<FittedWindow> {
  const pictures = await Promise.all(faces.map((face) => face.readPicture()));
  let best: FittedWindow | undefined;
  let tried = 0;
  for (const base of ["mean", "longer"] as const) {
    const { place, error } = await descend(async (place) => {
      const window = windowAt(stage.model.window, base, place);
      const error = await errorWith(stage, faces, pictures, window);
      tried++;
      onTry(window, error);
      return error;
    });
    if (best === undefined || error < best.error)
      best = {
        window: windowAt(stage.model.window, base, place),
        error,
        tried,
      };
  }
  return { ...best!, tried };
}

function windowAt(
  { scale, shift }: WindowFit,
  base: WindowFit["base"],
  [across, down]: Place,
): WindowFit {
  const rounded = (value: number) => Number(value.toFixed(3));
  return {
    base,
    scale: rounded(scale + across * FINEST.scale),
    shift: [0, rounded(shift[1] + down * FINEST.shift)],
  };
}

/** Goes from (0, 0) to the best of the neighbours, in ever smaller steps; each place is tried once. */
async function descend(
  errorAt: (place: Place) => Promise<number>,
): Promise<{ readonly place: Place; readonly error: number }> {
  const known = new Map<string, number>();
  const look = async (place: Place) => {
    const key = place.join();
    const error = known.get(key) ?? (await errorAt(place));
    known.set(key, error);
    return error;
  };
  let place: Place = [0, 0];
  let error = await look(place);
  for (const step of STEPS) {
    const across = Math.round(step.scale / FINEST.scale);
    const down = Math.round(step.shift / FINEST.shift);
    for (let moved = true; moved;) {
      moved = false;
      const [x, y]: Place = place;
      for (const next of [
        [x + across, y],
        [x - across, y],
        [x, y + down],
        [x, y - down],
      ] as const) {
        const there = await look(next);
        if (there < error) {
          [place, error, moved] = [next, there, true];
        }
      }
    }
  }
  return { place, error };
}

async function errorWith(
  stage: FittedStage,
  faces: readonly BenchFace[],
  pictures: readonly Picture[],
  window: WindowFit,
): Promise<number> {
  const { absent } = stage.model;
  const errors = [];
  for (const [i, { name, box, yaw, official }] of faces.entries()) {
    const found = await stage.align(pictures[i]!, box, window);
    errors.push({ name, yaw, nme: nme(found, official, { absent }) });
  }
  const { meanOfBins, mean } = summarise(errors);
  return (meanOfBins?.mean ?? mean)!;
}
