import { expected } from "@fdhm/errors";

/** An upright rectangle in picture pixels; integers are pixel centres, y points down. */
export interface Box {
  /** Left edge. */
  readonly x: number;
  /** Upper edge. */
  readonly y: number;
  /** Extent to the right, positive. */
  readonly width: number;
  /** Extent downwards, positive. */
  readonly height: number;
}

/**
 * The smallest box around landmarks.
 *
 * @param landmarks - xyz triples (`stride` 3) or xy pairs (`stride` 2) in px, at least two points.
 * @param stride - numbers a point.
 * @throws RangeError where there is no whole number of points, a coordinate is not finite, or the box has no extent.
 */
export function tightBox(landmarks: ArrayLike<number>, stride: 2 | 3 = 3): Box {
  if (landmarks.length < 2 * stride || landmarks.length % stride !== 0)
    throw expected(
      `at least two points of ${stride} numbers`,
      "landmarks",
      `${landmarks.length} numbers`,
    );
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let i = 0; i < landmarks.length; i += stride) {
    const x = landmarks[i]!;
    const y = landmarks[i + 1]!;
    if (!Number.isFinite(x) || !Number.isFinite(y))
      throw expected("finite pixels", `landmark ${i / stride}`, [x, y]);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (right === left || bottom === top)
    throw expected("points that span an area", "landmarks", {
      width: right - left,
      height: bottom - top,
    });
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * Refuses a box that cannot hold a face of the picture.
 *
 * @returns the box itself.
 * @throws RangeError where a number is not finite, an extent is not positive, or box and picture do not overlap.
 */
export function boxIn(
  box: Box,
  picture: { readonly width: number; readonly height: number },
  name = "box",
): Box {
  const { x, y, width, height } = box;
  if (![x, y, width, height].every(Number.isFinite))
    throw expected("finite x, y, width and height", name, box);
  if (width <= 0 || height <= 0)
    throw expected("a positive width and height", name, box);
  if (
    x > picture.width ||
    y > picture.height ||
    x + width < 0 ||
    y + height < 0
  )
    throw expected(
      `an area inside the picture of ${picture.width} x ${picture.height}`,
      name,
      box,
    );
  return box;
}
