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
 * drawn from within its step. About its own ears the head nods besides, and it rolls a little; the point of the model that
 * `pivot` names stays where it is.
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
  const poses = [from];
  for (let step = 0; step < steps; step++) {
    const side = both && step % 2 === 1 ? -own : own;
    const sideSteps = both ? Math.ceil((steps - (step % 2)) / 2) : steps;
    const sideStep = both ? Math.floor(step / 2) : step;
    const share = (sideStep + random.uniform()) / sideSteps;
    const start = side * from.yaw;
    const turned = side * (start + share * Math.max(0, yaw - start));
    const angles = nodded(
      turned === 0 ? from : { ...from, yaw: turned },
      between(random, -nod, nod),
      roll * random.normal(),
    );
    poses.push(
      about(pivot, from, {
        ...angles,
        scale: from.scale * Math.exp(scale * random.normal()),
      }),
    );
  }
  return poses;
}

/** Turns the head about its own axes before it is turned in the picture: its ears' first, then its nose's. */
function nodded(
  { pitch, yaw, roll }: WeakPerspective,
  nod: number,
  tip: number,
): Pick<WeakPerspective, "pitch" | "yaw" | "roll"> {
  const head = rotation(nod, 0, 0);
  const turn = rotation(pitch, yaw, roll + tip);
  const product = new Float64Array(9);
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 3; column++)
      for (let k = 0; k < 3; k++)
        product[3 * row + column]! +=
          turn[3 * row + k]! * head[3 * k + column]!;
  return eulerAngles(product);
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
