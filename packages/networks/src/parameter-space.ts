import {
  LANDMARK_COUNT,
  protocolWindow,
  tightBox,
  toNormalised,
} from "@fdhm/landmarks";
import {
  packParameters,
  PARAMETER_COUNT,
  parameterLayout,
  poseOrder,
  project,
  type WeakPerspective,
} from "@fdhm/morphable-model";
import { checkPositive, checkWhole } from "./check-config.ts";
import { checkLandmarkModel, type LandmarkModel } from "./landmark-model.ts";

/** By how much each number of a pose moves when the network's own unit of it moves by 1. */
export interface PoseDeviation {
  /** Of the scale f, as a share of the mean face's. */
  readonly scale: number;
  /** Radians. */
  readonly pitch: number;
  /** Radians. */
  readonly yaw: number;
  /** Radians. */
  readonly roll: number;
  /** Share of the crop's side. */
  readonly x: number;
  /** Share of the crop's side. */
  readonly y: number;
}

/**
 * The spread of poses within crops. Of 4,000 chance faces of the open model with yaws spread evenly over ±90 degrees and
 * cut by the protocol, f spreads by 0.05 of the mean face's, x by 0.12 and y by 0.02 of the side; boxes of a detector and augmentation
 * shift and scale crops by about a tenth more. Large poses make yaw the widest of the angles.
 */
export const POSE_DEVIATION: PoseDeviation = {
  scale: 0.15,
  pitch: 0.3,
  yaw: 0.8,
  roll: 0.3,
  x: 0.12,
  y: 0.1,
};

/** The 234 parameters of a face within a crop: where an estimate starts, and how far each number usually is from there. */
export interface ParameterSpace {
  /** Side of the crop, in px. */
  readonly inputSize: number;
  /** 234 numbers, crop px: the mean face seen from the front, in the middle of the crop as the protocol cuts it. */
  readonly start: Float32Array;
  /** 234 numbers, in the unit of the parameters. */
  readonly deviation: Float32Array;
  /** Normalised landmarks of `start`: 204 numbers. */
  readonly startLandmarks: Float32Array;
  /** Mean shape, axis by axis: 68 x, 68 y, 68 z. */
  readonly mean: Float32Array;
  /** `[199, 204]`: identity modes, each axis by axis. */
  readonly identity: Float32Array;
  /** `[29, 204]`: expression modes, each axis by axis. */
  readonly expression: Float32Array;
}

/**
 * Lays out the parameters of faces in crops of a size.
 *
 * @param model - face model at the landmarks.
 * @param inputSize - side of the crop, in px.
 * @param poseDeviation - see {@link PoseDeviation}.
 * @throws RangeError where the model is none, the size is not a positive whole number, or a deviation is not positive.
 */
export function parameterSpace(
  model: LandmarkModel,
  inputSize: number,
  poseDeviation: PoseDeviation,
): ParameterSpace {
  checkLandmarkModel(model);
  checkWhole(inputSize, 1, "inputSize");
  for (const part of poseOrder)
    checkPositive(poseDeviation[part], `poseDeviation.${part}`);
  const { start, startLandmarks } = middle(model, inputSize);
  return {
    inputSize,
    start,
    startLandmarks,
    deviation: deviations(model, start, inputSize, poseDeviation),
    mean: byAxis(model.mean),
    identity: byAxis(model.identity),
    expression: byAxis(model.expression),
  };
}

/** The frontal mean face in the middle of the crop. */
function middle(model: LandmarkModel, inputSize: number) {
  const pose = { scale: 1, pitch: 0, yaw: 0, roll: 0, x: 0, y: 0 };
  const points = project(Float32Array.from(model.mean), pose);
  let depth = 0;
  for (let i = 2; i < points.length; i += 3)
    depth += points[i]! / LANDMARK_COUNT;
  for (let i = 2; i < points.length; i += 3) points[i]! -= depth;
  const window = protocolWindow(tightBox(points));
  const scale = inputSize / window.side;
  // The crop's middle lies between its pixels where their number is even.
  const centre = (inputSize - 1) / 2;
  return {
    start: packParameters({
      pose: {
        ...pose,
        scale,
        x: centre - scale * window.centreX,
        y: centre - scale * window.centreY,
      },
      identity: new Float32Array(parameterLayout.identity.length),
      expression: new Float32Array(parameterLayout.expression.length),
    }),
    startLandmarks: toNormalised(points, window),
  };
}

function deviations(
  model: LandmarkModel,
  start: Float32Array,
  inputSize: number,
  pose: PoseDeviation,
): Float32Array {
  const { pose: camera, identity, expression } = parameterLayout;
  const inPixels: WeakPerspective = {
    ...pose,
    scale:
      pose.scale * (start[camera.start + poseOrder.indexOf("scale")] as number),
    x: pose.x * inputSize,
    y: pose.y * inputSize,
  };
  const all = new Float32Array(PARAMETER_COUNT);
  all.set(
    poseOrder.map((part) => inPixels[part]),
    camera.start,
  );
  all.set(model.identityDeviation, identity.start);
  all.set(model.expressionDeviation, expression.start);
  return all;
}

/** Shapes of xyz triples to shapes of all x, all y, all z. */
function byAxis(shapes: readonly number[]): Float32Array {
  const size = 3 * LANDMARK_COUNT;
  const turned = new Float32Array(shapes.length);
  for (let i = 0; i < shapes.length; i++) {
    const [shape, at] = [Math.floor(i / size), i % size];
    const [landmark, axis] = [Math.floor(at / 3), at % 3];
    turned[shape * size + axis * LANDMARK_COUNT + landmark] = shapes[
      i
    ] as number;
  }
  return turned;
}
