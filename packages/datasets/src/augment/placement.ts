import type { CropWindow } from "@fdhm/landmarks";
import { between, type Random } from "../random.ts";
import type { AugmentSettings } from "./augment-settings.ts";
import type { Placement } from "./perspective.ts";

/**
 * Draws where an example is cut: turned, then placed as the protocol places an upright window around the turned points
 * (a face on its side has another tight box), then shifted, scaled and tilted.
 *
 * @param landmarks - 68 xyz triples, normalised to the unturned protocol window.
 * @param boxScale - side of the protocol's window over the longer edge of the tight box.
 * @returns the window in the landmarks' own unit: sides of the unturned window, from its centre; and its tilt.
 */
export function drawPlacement(
  random: Random,
  settings: AugmentSettings,
  landmarks: Float32Array,
  boxScale: number,
): Placement {
  const roll = drawTurn(random, settings);
  const upright = turnedProtocolWindow(landmarks, roll, boxScale);
  const [low, high] = settings.scale;
  const scale = Math.exp(between(random, Math.log(low), Math.log(high)));
  const reach = settings.shift * upright.side;
  const window = {
    centreX: upright.centreX + between(random, -reach, reach),
    centreY: upright.centreY + between(random, -reach, reach),
    side: upright.side * scale,
    roll,
  };
  const most = settings.perspective;
  const tilt = [between(random, -most, most), between(random, -most, most)];
  return { window, tilt: tilt as [number, number] };
}

function drawTurn(random: Random, settings: AugmentSettings): number {
  const most = settings.rotationMost;
  if (random.uniform() < settings.rotationTail)
    return between(random, -most, most);
  const turn = settings.rotation * random.normal();
  return Math.max(-most, Math.min(most, turn));
}

/**
 * The protocol's window in a frame turned by `roll`: the tight box is taken along the frame's axes.
 *
 * @param landmarks - xyz triples; the window comes in their unit. Points whose place is unknown (NaN) do not count.
 */
export function turnedProtocolWindow(
  landmarks: Float32Array,
  roll: number,
  boxScale: number,
): CropWindow {
  const cos = Math.cos(roll);
  const sin = Math.sin(roll);
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let i = 0; i < landmarks.length; i += 3) {
    const x = cos * landmarks[i]! + sin * landmarks[i + 1]!;
    const y = cos * landmarks[i + 1]! - sin * landmarks[i]!;
    if (Number.isNaN(x + y)) continue;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const x = (left + right) / 2;
  const y = (top + bottom) / 2;
  return {
    centreX: cos * x - sin * y,
    centreY: sin * x + cos * y,
    side: boxScale * Math.max(right - left, bottom - top),
    roll,
  };
}
