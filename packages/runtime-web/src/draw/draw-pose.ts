import { rotation } from "@fdhm/morphable-model/geometry";
import type { FaceAlignment } from "../face-alignment.ts";
import {
  type DrawContext,
  extent,
  faceSize,
  PIXEL_CENTRE,
  RIM,
  strokeOnRim,
} from "./draw-context.ts";

/** Options of {@link drawPose}. */
export interface PoseOptions {
  /** Length of an axis that lies in the picture's plane, px; 60 % of the face's size by default. */
  readonly length?: number;
  /** Width of the lines in px; 1.5 % of the face's size by default, and at least 1. */
  readonly width?: number;
  /** CSS colours of the axes x (to the subject's left), y (up) and z (out of the face); red, green and blue by default. */
  readonly colours?: readonly [x: string, y: string, z: string];
  /** CSS colour beneath the lines; a dark one by default. */
  readonly rim?: string;
}

const COLOURS = ["#ff6b6b", "#7ee787", "#58a6ff"] as const;

/** Length of an arrow's barbs, as a share of the axis. */
const BARB = 0.15;

/**
 * Draws the head's axes as arrows from the mean of the landmarks, the one that points furthest away first: x to the subject's left (the
 * picture's right, when the face looks into the camera), y up, z out of the face.
 *
 * @throws RangeError where landmarks are no 68 points that span an area, an angle is not finite, or an extent is not
 *   positive.
 */
export function drawPose(
  context: DrawContext,
  { landmarks, pose }: Pick<FaceAlignment, "landmarks" | "pose">,
  { length, width: given, colours = COLOURS, rim = RIM }: PoseOptions = {},
): void {
  const size = faceSize(landmarks);
  const reach = extent(length, 0.6, size, "length");
  const width = extent(given, 0.015, size, "width");
  const r = rotation(pose.pitch, pose.yaw, pose.roll);
  const [x, y] = centre(landmarks);
  // Columns of R: where the model's axes point, y up, z to the camera.
  const axes = colours
    .map((colour, j) => ({
      colour,
      dx: reach * r[j]!,
      dy: -reach * r[3 + j]!,
      depth: r[6 + j]!,
    }))
    .sort((a, b) => a.depth - b.depth);
  context.save();
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const { colour, dx, dy } of axes) {
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + dx, y + dy);
    for (const side of [1, -1]) {
      context.moveTo(x + dx, y + dy);
      context.lineTo(
        x + dx - BARB * (dx + side * 0.6 * dy),
        y + dy - BARB * (dy - side * 0.6 * dx),
      );
    }
    strokeOnRim(context, width, colour, rim);
  }
  context.restore();
}

function centre(landmarks: ArrayLike<number>): [number, number] {
  let x = PIXEL_CENTRE;
  let y = PIXEL_CENTRE;
  const count = landmarks.length / 3;
  for (let i = 0; i < landmarks.length; i += 3) {
    x += landmarks[i]! / count;
    y += landmarks[i + 1]! / count;
  }
  return [x, y];
}
