import { MIRROR } from "@fdhm/landmarks";

/**
 * Mirrors a square picture from left to right, in place.
 *
 * @param pixels - `size * size * 3` numbers, NHWC.
 */
export function flipPixels(pixels: Float32Array, size: number): void {
  for (let row = 0; row < size; row++) {
    let left = row * size * 3;
    let right = left + (size - 1) * 3;
    for (; left < right; left += 3, right -= 3) {
      for (let channel = 0; channel < 3; channel++) {
        const value = pixels[left + channel]!;
        pixels[left + channel] = pixels[right + channel]!;
        pixels[right + channel] = value;
      }
    }
  }
}

/**
 * Mirrors normalised landmarks, in place: x changes its sign, and each point takes its counterpart's number.
 *
 * @param landmarks - 68 xyz triples, x measured from the window's centre.
 */
export function flipLandmarks(landmarks: Float32Array): void {
  const original = landmarks.slice();
  for (const [k, mirrored] of MIRROR.entries()) {
    landmarks[3 * k] = -original[3 * mirrored]!;
    landmarks[3 * k + 1] = original[3 * mirrored + 1]!;
    landmarks[3 * k + 2] = original[3 * mirrored + 2]!;
  }
}

/**
 * Mirrors a head pose, in place: yaw and roll change their sign.
 *
 * @param pose - pitch, yaw, roll in radians; NaN stays NaN.
 */
export function flipPose(pose: Float32Array): void {
  pose[1] = -pose[1]!;
  pose[2] = -pose[2]!;
}

/**
 * Gives each landmark's visibility to its counterpart, in place.
 *
 * @param visibility - 68 numbers; NaN stays NaN.
 */
export function flipVisibility(visibility: Float32Array): void {
  const original = visibility.slice();
  for (const [k, mirrored] of MIRROR.entries())
    visibility[k] = original[mirrored]!;
}
