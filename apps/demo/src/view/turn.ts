import { rotation } from "@fdhm/morphable-model";

/** How far the 3D view is turned against the camera, radians; signs as of a head's pose. */
export interface Turn {
  /** Positive shows the face from below. */
  readonly pitch: number;
  /** Positive turns it to the view's left. */
  readonly yaw: number;
}

/** Where the view begins: from the side, so that depth is seen. */
export const FIRST_TURN: Turn = { pitch: -0.1, yaw: 0.5 };

/** Furthest up and down. */
const MOST_PITCH = 1.4;

/** A turn and then another; yaw goes round and round, pitch stops before the face stands on its head. */
export function addTurn(turn: Turn, { pitch, yaw }: Turn): Turn {
  const round = 2 * Math.PI;
  const turned = turn.yaw + yaw;
  return {
    pitch: Math.min(MOST_PITCH, Math.max(-MOST_PITCH, turn.pitch + pitch)),
    yaw: turned - round * Math.round(turned / round),
  };
}

/** The turn as 9 numbers row by row, for points with y up. */
export function turnMatrix({ pitch, yaw }: Turn): Float64Array {
  return Float64Array.from(rotation(pitch, yaw, 0));
}

/** Product of two rotations, 9 numbers row by row. */
export function product(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): Float64Array {
  return Float64Array.from({ length: 9 }, (_, i) => {
    const row = 3 * Math.floor(i / 3);
    const column = i % 3;
    return (
      a[row]! * b[column]! +
      a[row + 1]! * b[column + 3]! +
      a[row + 2]! * b[column + 6]!
    );
  });
}
