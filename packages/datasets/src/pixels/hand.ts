import { between, type Random } from "../random.ts";
import { paintCapsules, type Capsule } from "./capsules.ts";

/** A place in the plane of a hand: x across the palm, y from the wrist to the fingers, in lengths of the hand. */
type Place = readonly [number, number];

/** Knuckles of the four fingers, their lengths and radii; the thumb is apart. */
const FINGERS = [
  { knuckle: [-0.155, 0.49], length: 0.4, radius: 0.05 },
  { knuckle: [-0.05, 0.52], length: 0.45, radius: 0.052 },
  { knuckle: [0.055, 0.5], length: 0.41, radius: 0.05 },
  { knuckle: [0.15, 0.45], length: 0.32, radius: 0.043 },
] as const;

/** Skins from pale to dark under a neutral light, red green blue. */
const SKINS = [
  [240, 206, 184],
  [198, 146, 114],
  [76, 46, 34],
] as const;

/**
 * Paints a hand before the face, in place: forearm, palm, thumb and four fingers, more or less spread and bent, from any
 * side, left or right, in a skin tone of its own or in that of the picture's middle.
 *
 * @param pixels - `size * size * 3` numbers from 0 to 255, NHWC.
 */
export function paintHand(
  pixels: Float32Array,
  size: number,
  random: Random,
): void {
  // Seldom the whole hand: a face is as long as a hand, and its 68 points fill 0.7 of the window.
  const length = between(random, 0.5, 0.95) * size;
  const angle = between(random, -Math.PI, Math.PI);
  const mirrored = random.uniform() < 0.5 ? -1 : 1;
  // The middle of the palm.
  const centreX = between(random, 0.1, 0.9) * size;
  const centreY = between(random, 0.1, 0.9) * size;
  const cos = Math.cos(angle) * length;
  const sin = Math.sin(angle) * length;
  const place = ([x, y]: Place): [number, number] => {
    const across = mirrored * x;
    const along = y - 0.35;
    return [
      centreX + cos * across - sin * along,
      centreY + sin * across + cos * along,
    ];
  };
  const rod = (from: Place, to: Place, radius: number, lift = 0): Capsule => ({
    from: place(from),
    to: place(to),
    radius: radius * length,
    lift: lift * length,
  });
  const tilt = between(random, 0, Math.PI / 3);
  const direction = between(random, -Math.PI, Math.PI);
  paintCapsules(pixels, size, handRods(random, rod), {
    colour:
      random.uniform() < 0.5 ? drawSkinTone(random) : middle(pixels, size),
    direction: [
      Math.sin(tilt) * Math.cos(direction),
      Math.sin(tilt) * Math.sin(direction),
      Math.cos(tilt),
    ],
    ambient: between(random, 0.35, 0.7),
  });
}

function handRods(
  random: Random,
  rod: (from: Place, to: Place, radius: number, lift?: number) => Capsule,
): Capsule[] {
  const spread = between(random, 0, 0.25);
  const bend = between(random, 0.35, 1);
  const rods = [
    rod([0.01, -0.9], [0, 0.02], 0.115, -0.06),
    // The back of the hand: broad and flat over the bones, which show at the knuckles only.
    rod([0, 0.12], [0, 0.4], 0.165, -0.09),
  ];
  for (const [i, { knuckle, length, radius }] of FINGERS.entries()) {
    // Palm: from the wrist to the knuckle, thick enough to close up with its neighbours.
    rods.push(rod([0.3 * knuckle[0], 0.05], knuckle, 0.088, -0.03));
    const turn = (i - 1.4) * spread + 0.06 * random.normal();
    // A bent finger is seen shortened.
    const seen = length * Math.min(1, bend * between(random, 0.85, 1.15));
    const tip: Place = [
      knuckle[0] + seen * Math.sin(turn),
      knuckle[1] + seen * Math.cos(turn),
    ];
    rods.push(rod(knuckle, tip, radius, 0.02));
  }
  const turn = between(random, -0.9, -0.2);
  const base: Place = [-0.13, 0.2];
  const joint: Place = [
    base[0] + 0.2 * Math.sin(turn),
    base[1] + 0.2 * Math.cos(turn),
  ];
  const further = turn + between(random, 0, 0.6);
  rods.push(rod([-0.04, 0.08], base, 0.085, -0.01), rod(base, joint, 0.066));
  const tip: Place = [
    joint[0] + 0.17 * Math.sin(further),
    joint[1] + 0.17 * Math.cos(further),
  ];
  rods.push(rod(joint, tip, 0.056, 0.01));
  return rods;
}

/** A skin tone between the palest and the darkest, more or less ruddy. */
function drawSkinTone(random: Random): [number, number, number] {
  const depth = between(random, 0, SKINS.length - 1);
  const paler = SKINS[Math.floor(depth)]!;
  const darker = SKINS[Math.floor(depth) + 1]!;
  const share = depth % 1;
  const ruddy = between(random, 0.92, 1.08);
  const [r, g, b] = paler.map(
    (value, c) => value + share * (darker[c]! - value),
  );
  return [r!, g! / ruddy, b! / ruddy];
}

/** Mean colour of the picture's middle: of the face, if there is one, a little brighter, as it is shaded once more. */
function middle(pixels: Float32Array, size: number): [number, number, number] {
  const first = Math.floor(0.35 * size);
  const end = Math.ceil(0.65 * size);
  const sum: [number, number, number] = [0, 0, 0];
  for (let row = first; row < end; row++)
    for (let column = first; column < end; column++)
      for (let c = 0; c < 3; c++)
        sum[c]! += pixels[3 * (row * size + column) + c]!;
  const scale = 1.15 / (end - first) ** 2;
  return [sum[0] * scale, sum[1] * scale, sum[2] * scale];
}
