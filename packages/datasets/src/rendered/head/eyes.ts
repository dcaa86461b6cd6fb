import { between, pick, type Random } from "../../random.ts";
import type { Anatomy } from "./anatomy.ts";
import { ellipsoid } from "../solids/ellipsoid.ts";
import { ballOf, type Ball, type Gaze } from "./gaze.ts";
import { gridMesh, joinMeshes } from "../solids/grid.ts";
import type { Solid } from "../solids/solid.ts";
import { cross, plus, tripleAt, unit, type Triple } from "../solids/triple.ts";

/** Landmarks of each eye: outer and inner corner, then the lids' four. */
const EYES = [
  [36, 39, 37, 38, 40, 41],
  [45, 42, 43, 44, 46, 47],
] as const;

/** Radius of an eyeball over the distance of the eye's corners, as ICT-FaceKit's. */
const RADIUS = 0.55;

/** Half the angle that iris and pupil take, radians. */
const IRIS = 0.43;
const PUPIL = 0.18;

const IRIS_COLOURS: readonly (readonly [Triple, number])[] = [
  [[0.25, 0.14, 0.08], 5],
  [[0.35, 0.45, 0.55], 2],
  [[0.35, 0.4, 0.25], 1],
];

/** Where the eyes of a face are: the mesh's eyeballs, or balls behind the lids where it has none. */
export function ballsOf(
  points: Float32Array,
  { eyeballs }: Pick<Anatomy, "eyeballs">,
  landmarks: Float32Array,
): Ball[] {
  if (eyeballs) return eyeballs.map((vertices) => ballOf(points, vertices));
  return EYES.map((eye) => {
    const [outer, inner, ...lids] = eye.map((k) => tripleAt(landmarks, k)) as [
      Triple,
      Triple,
      ...Triple[],
    ];
    const radius = RADIUS * Math.hypot(...plus(outer, inner, -1));
    const front = lids.reduce((sum, lid) => sum + lid[2] / lids.length, 0);
    return {
      centre: [
        (outer[0] + inner[0]) / 2,
        (outer[1] + inner[1]) / 2,
        front - radius,
      ],
      radius,
    };
  });
}

/** Draws eyes with iris and pupil, for models whose skin shows none; lids hide what they cover. */
export function sampleEyes(
  random: Random,
  balls: readonly Ball[],
  { up, aside }: Gaze,
): Solid[] {
  const ahead: Triple = [
    Math.cos(up) * Math.sin(aside),
    Math.sin(up),
    Math.cos(up) * Math.cos(aside),
  ];
  const white = between(random, 0.7, 0.95);
  const iris = pick(random, IRIS_COLOURS);
  const cap = (angle: number, lift: number, colour: Triple): Solid => ({
    ...joinMeshes(balls.map((ball) => capOf(ball, ahead, angle, lift))),
    colour,
    mottle: 0,
    gloss: 0.4,
    twoSided: false,
    opacity: 1,
  });
  return [
    ...balls.map(({ centre, radius }) =>
      ellipsoid(centre, [radius, radius, radius], {
        colour: [white, white, white],
        mottle: 0,
        gloss: 0.2,
      }),
    ),
    cap(IRIS, 1.01, iris),
    cap(PUPIL, 1.02, [0.03, 0.03, 0.03]),
  ];
}

/** The part of a ball within an angle of the direction in which it looks. */
function capOf(
  { centre, radius }: Ball,
  ahead: Triple,
  angle: number,
  lift: number,
) {
  const side = unit(cross([0, 1, 0], ahead));
  const over = cross(ahead, side);
  const columns = 14;
  return gridMesh(4, columns, true, (row, column) => {
    const away = (row / 3) * angle;
    const around = (2 * Math.PI * column) / columns;
    const out = plus(
      plus(
        plus([0, 0, 0], ahead, Math.cos(away)),
        side,
        Math.sin(away) * Math.cos(around),
      ),
      over,
      Math.sin(away) * Math.sin(around),
    );
    return plus(centre, out, lift * radius);
  });
}
