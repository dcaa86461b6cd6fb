import { describe, expect, it } from "@jest/globals";
import {
  fitLandmarks,
  landmarkFitter,
  project,
  shape,
  unpackParameters,
} from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { landmarkModel } from "@fdhm/networks";
import { fitParameters, parameterFitter } from "./fit-parameters.ts";

const SIZE = 64;
const open = await loadOpenFace();
const model = landmarkModel(open);
const fitter = parameterFitter(model);
const points = {
  ...model,
  vertexCount: 68,
  mean: Float32Array.from(model.mean),
  identity: Float32Array.from(model.identity),
  expression: Float32Array.from(model.expression),
};
const pose = { scale: 0.25, pitch: 0.2, yaw: -0.7, roll: 0.1, x: 30, y: 36 };
/** A known face, px of the crop. */
const face = project(shape(points, [1.5, -1], [0.5]), pose);
/** The same as batches have it. */
const normalised = face.map((value, i) =>
  i % 3 === 2 ? value / SIZE : (value + 0.5) / SIZE - 0.5,
);
const all = new Float32Array(204).fill(1);

function fit(landmarks: Float32Array, weights: Float32Array): Float32Array {
  const out = new Float32Array(234);
  fitParameters(fitter, landmarks, weights, SIZE, out);
  return out;
}

/** Mean distance in px between the face that parameters make and the known one, in the picture plane. */
function distance(parameters: Float32Array): number {
  const found = unpackParameters(parameters);
  const placed = project(
    shape(points, found.identity, found.expression),
    found.pose,
  );
  let sum = 0;
  for (let i = 0; i < 204; i += 3)
    sum += Math.hypot(placed[i]! - face[i]!, placed[i + 1]! - face[i + 1]!);
  return sum / 68;
}

describe("fitParameters", () => {
  it("finds the parameters of a face in a crop", () => {
    const found = fit(normalised, all);
    expect(distance(found)).toBeLessThan(0.5);
    const { yaw, pitch, scale } = unpackParameters(found).pose;
    expect(yaw).toBeCloseTo(pose.yaw, 1);
    expect(pitch).toBeCloseTo(pose.pitch, 1);
    expect(scale).toBeCloseTo(pose.scale, 2);
  });

  it("fits as the whole model does", () => {
    const { pose: wanted } = fitLandmarks(landmarkFitter(open), face);
    expect(fit(normalised, all)[2]).toBeCloseTo(wanted.yaw, 3);
  });

  it("does without depth where it is not known, whatever stands there", () => {
    const weights = all.map((_, i) => (i % 3 === 2 ? 0 : 1));
    const zeros = normalised.map((value, i) => (i % 3 === 2 ? 0 : value));
    const found = fit(zeros, weights);
    expect(distance(found)).toBeLessThan(0.6);
    expect(unpackParameters(found).pose.yaw).toBeLessThan(-0.3);
    expect(found).toEqual(fit(normalised, weights));
  });

  it("gives NaN for an example without a face", () => {
    const found = fit(new Float32Array(204), new Float32Array(204));
    expect(found.every(Number.isNaN)).toBe(true);
  });
});
