import {
  eulerAngles,
  rotation,
  type WeakPerspective,
} from "@fdhm/morphable-model";
import { between, type Random } from "../random.ts";

/** How {@link turnedPoses} turns. */
export interface TurnSettings {
  /** Poses a face, the one it was photographed in among them. */
  readonly count: number;
  /** Yaw that is turned to at most, radians. */
  readonly yaw: number;
  /** Nod upwards or downwards at most, radians. */
  readonly nod: number;
  /** Deviation of the roll, radians. */
  readonly roll: number;
  /** Deviation of the scale, as a share. */
  readonly scale: number;
}

/** Faces that look less aside than this are turned to either side: what they turn past the camera is next to nothing. */
const FRONTAL = (10 * Math.PI) / 180;

/**
 * Poses that a photographed head may be turned to: the first as it is, the others outwards in even steps of yaw, each
 * drawn from within its step. The head turns about its own neck, so that one that is tipped to a shoulder stays tipped to it and a
 * photograph that was taken at a slant stays slanted; then it nods and rolls a little. The point of the model that `pivot`
 * names stays where it is.
 *
 * 300W-LP adds to the angle instead, which is the same but for heads that roll: those it sets upright as they turn.
 *
 * @param from - pose in the photograph.
 * @param pivot - xyz in model space.
 */
export function turnedPoses(
  from: WeakPerspective,
  pivot: readonly [number, number, number],
  { count, yaw, nod, roll, scale }: TurnSettings,
  random: Random,
): WeakPerspective[] {
  const both = Math.abs(from.yaw) < FRONTAL;
  const own = from.yaw < 0 ? -1 : 1;
  const steps = count - 1;
  const start = rotation(from.pitch, from.yaw, from.roll);
  const poses = [from];
  for (let step = 0; step < steps; step++) {
    const side = both && step % 2 === 1 ? -own : own;
    const sideSteps = both ? Math.ceil((steps - (step % 2)) / 2) : steps;
    const sideStep = both ? Math.floor(step / 2) : step;
    const share = (sideStep + random.uniform()) / sideSteps;
    const turn = side * share * Math.max(0, yaw - side * from.yaw);
    const within = rotation(between(random, -nod, nod), 0, 0);
    const tip = rotation(0, 0, roll * random.normal());
    const turned = [rotation(0, turn, 0), within, tip].reduce(times, start);
    poses.push(
      about(pivot, from, {
        ...eulerAngles(turned),
        scale: from.scale * Math.exp(scale * random.normal()),
      }),
    );
  }
  return poses;
}

/** The product of two matrices of 9 numbers, row by row. */
function times(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((_, i) => {
    const row = i - (i % 3);
    const column = i % 3;
    return (
      a[row]! * b[column]! +
      a[row + 1]! * b[3 + column]! +
      a[row + 2]! * b[6 + column]!
    );
  });
}

/** Shifts a pose so that a point of the model is seen where another pose shows it. */
function about(
  pivot: readonly [number, number, number],
  from: WeakPerspective,
  to: Omit<WeakPerspective, "x" | "y">,
): WeakPerspective {
  const [fromX, fromY] = seen(pivot, from);
  const [toX, toY] = seen(pivot, to);
  return { ...to, x: from.x + fromX - toX, y: from.y + fromY - toY };
}

function seen(
  [x, y, z]: readonly [number, number, number],
  { scale, pitch, yaw, roll }: Omit<WeakPerspective, "x" | "y">,
): [number, number] {
  const r = rotation(pitch, yaw, roll);
  return [
    scale * (r[0]! * x + r[1]! * y + r[2]! * z),
    -scale * (r[3]! * x + r[4]! * y + r[5]! * z),
  ];
}
