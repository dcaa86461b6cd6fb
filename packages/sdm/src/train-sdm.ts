/*
 * All 68 x 128 numbers of the descriptors would make sums of 8,705 x 8,705 products, 600 MB and 24 times what 24 directions of each make: each
 * landmark's descriptor is told by its principal parts instead. Ways tried: NME in per cent by bins of yaw (0-30 / 30-60 / 60-90 degrees) of 2,400 turned photographs of people held out, after
 * 5 stages learned from 6,000 crops of others:
 *
 *   96 px, 16 directions for each landmark, SIFT's numbers cut off at 0.2    3.69 / 4.11 / 5.10
 *   the first, 16 directions for all landmarks together                      3.88 / 4.35 / 5.44
 *   the first, 64 px                                                         4.04 / 4.57 / 5.55
 *   the first, 32 directions for each landmark                               3.43 / 3.76 / 4.70   twice the file, three times the products
 *   the first, roots of shares in the place of numbers cut off               3.57 / 4.10 / 5.10   kept, with 24 directions and 6 stages
 *
 * Cells of 14, 11, 8, 6 and 4 px; of 8, 6 and 4 px from the start, three stages come to 4.63 / 5.18 / 6.17 where 14, 11 and 8 px come to 4.51 / 5.02 / 5.88.
 */
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { expected } from "@fdhm/errors";
import { DESCRIPTOR_LENGTH } from "./describe-point.ts";
import type { FaceCrops } from "./face-crops.ts";
import { checkSize } from "./gradient-sums.ts";
import { MovingFaces } from "./moving-faces.ts";
import { PrincipalDirections } from "./principal-directions.ts";
import { RidgeRegression } from "./ridge-regression.ts";
import { COORDINATES, projectDescriptors, type SdmStage } from "./sdm-stage.ts";
import { Sdm } from "./sdm.ts";

/** How a cascade is trained. */
export interface SdmSettings {
  /** Edge of the descriptors' cells in px, one a stage. */
  readonly cells: readonly number[];
  /** Directions that are kept of each descriptor's 128. */
  readonly kept: number;
  /** Penalties that are tried in each stage, for each example; the one with the least error on the faces held out stays. */
  readonly strengths: readonly number[];
}

/** What a stage came to. */
export interface StageReport {
  /** Which, from 0. */
  readonly stage: number;
  /** Share of the descriptors' variance that the kept directions tell, mean over the landmarks. */
  readonly told: number;
  /** The penalty that was chosen. */
  readonly strength: number;
  /** Mean distance of the landmarks from where they are, x and y, in fractions of the crop's side: of the faces that were learned from. */
  readonly trainError: number;
  /** The same of the faces held out. */
  readonly heldOutError: number;
}

/** Faces that directions are found by: so many tell 128 x 129 / 2 products of numbers well enough, and each takes a third of what the regression takes. */
const FACES_FOR_DIRECTIONS = 3000;

/**
 * Trains a cascade: stage after stage the regression that errs least (Xiong and De la Torre, section 3) on where the stages before have left the
 * landmarks. Memory and time do not depend on the number of faces but for the crops and the passes over them.
 *
 * @param crops - faces to learn from. Whoever wants other starts than the mean face in the tight box (the paper's Monte Carlo samples) gives a face several
 *   times, cut by moved, scaled and turned boxes.
 * @param heldOut - other people's faces, cut alike: penalties are chosen by them, nothing else is.
 * @param onStage - told what each stage came to.
 * @throws RangeError where crops or settings are at fault.
 */
export function trainSdm(
  crops: FaceCrops,
  heldOut: FaceCrops,
  settings: SdmSettings,
  onStage: (report: StageReport) => void = () => undefined,
): Sdm {
  checkSdmSettings(settings, crops.size);
  if (heldOut.size !== crops.size)
    throw expected(`crops of ${crops.size} px`, "faces held out", heldOut.size);
  const train = new MovingFaces(crops, "faces");
  const held = new MovingFaces(heldOut, "faces held out");
  const meanFace = train.mean();
  train.startFrom(meanFace);
  held.startFrom(meanFace);
  const stages: SdmStage[] = [];
  for (const [i, cell] of settings.cells.entries()) {
    const { projection, told } = findDirections(train, cell, settings.kept);
    const sums = addUp(train, cell, projection);
    const choices = settings.strengths.map((strength) => {
      const stage = { cell, projection, regression: sums.solve(strength) };
      return { stage, strength, error: held.error(stage) };
    });
    const best = choices.reduce((a, b) => (b.error < a.error ? b : a));
    train.move(best.stage);
    held.move(best.stage);
    stages.push(best.stage);
    onStage({
      stage: i,
      told,
      strength: best.strength,
      trainError: train.error(),
      heldOutError: held.error(),
    });
  }
  return new Sdm({ size: crops.size, meanFace, stages });
}

/**
 * Refuses settings that no cascade can be trained with.
 *
 * @param size - edge of the crops in px.
 * @throws RangeError naming the first that is at fault.
 */
export function checkSdmSettings(
  { cells, kept, strengths }: SdmSettings,
  size: number,
): void {
  checkSize(size);
  for (const cell of cells)
    if (!(Number.isInteger(cell) && cell >= 1 && cell <= size))
      throw expected(`whole numbers from 1 to ${size}`, "cells", cells);
  if (!(Number.isInteger(kept) && kept >= 1 && kept <= DESCRIPTOR_LENGTH))
    throw expected(
      `a whole number from 1 to ${DESCRIPTOR_LENGTH}`,
      "kept",
      kept,
    );
  if (
    strengths.length === 0 ||
    !strengths.every((strength) => strength > 0 && strength < Infinity)
  )
    throw expected("at least one positive number", "strengths", strengths);
}

function findDirections(
  faces: MovingFaces,
  cell: number,
  kept: number,
): { readonly projection: Float32Array; readonly told: number } {
  const all = Array.from(
    { length: LANDMARK_COUNT },
    () => new PrincipalDirections(DESCRIPTOR_LENGTH),
  );
  const some = Math.min(faces.count, FACES_FOR_DIRECTIONS);
  for (let i = 0; i < some; i++) {
    const index = Math.floor((i * faces.count) / some);
    const descriptors = faces.describe(index, cell);
    for (const [k, directions] of all.entries())
      directions.add(descriptors, k * DESCRIPTOR_LENGTH);
  }
  const length = kept * DESCRIPTOR_LENGTH;
  const projection = new Float32Array(LANDMARK_COUNT * length);
  let told = 0;
  for (const [k, directions] of all.entries()) {
    const out = projection.subarray(k * length, (k + 1) * length);
    told += directions.find(kept, out) / LANDMARK_COUNT;
  }
  return { projection, told };
}

function addUp(
  faces: MovingFaces,
  cell: number,
  projection: Float32Array,
): RidgeRegression {
  const inputs = new Float32Array(projection.length / DESCRIPTOR_LENGTH);
  const step = new Float32Array(COORDINATES);
  const regression = new RidgeRegression(inputs.length, COORDINATES);
  for (let i = 0; i < faces.count; i++) {
    projectDescriptors(projection, faces.describe(i, cell), inputs);
    faces.remaining(i, step);
    regression.add(inputs, step);
  }
  return regression;
}
