import {
  packedLandmarks,
  packedPose,
  packedVisibility,
  type FacePack,
} from "../pack/face-pack.ts";
import { flipLandmarks, flipPose, flipVisibility } from "./flip.ts";
import { placeLandmarks, type Placement } from "./perspective.ts";
import type { TrainingTarget } from "./training-target.ts";
import { turnPose } from "./turn-pose.ts";

/** Writes what an example that shows a packed face through a window is to be learned as. */
export function writeFace(
  pack: FacePack,
  index: number,
  placement: Placement,
  flipped: boolean,
  target: TrainingTarget,
): void {
  const { landmarks, landmarkWeights, pose, visibility } = target;
  placeLandmarks(packedLandmarks(pack, index), placement, landmarks);
  if (flipped) flipLandmarks(landmarks);
  for (let i = 0; i < landmarks.length; i++) {
    const known = !Number.isNaN(landmarks[i]!);
    landmarkWeights[i] = known ? 1 : 0;
    // A weight of 0 does not silence NaN: 0 * NaN is NaN.
    if (!known) landmarks[i] = 0;
  }
  target.score[0] = 1;
  if (pose !== undefined) {
    // What a window shows is turned the other way than the window.
    turnPose(packedPose(pack, index), -placement.window.roll, pose);
    if (flipped) flipPose(pose);
  }
  if (visibility !== undefined) {
    visibility.set(packedVisibility(pack, index));
    if (flipped) flipVisibility(visibility);
  }
}

/** Writes that an example shows no face. */
export function writeNoFace(target: TrainingTarget): void {
  target.landmarks.fill(0);
  target.landmarkWeights.fill(0);
  target.score[0] = 0;
  target.pose?.fill(NaN);
  target.visibility?.fill(NaN);
}
