// What ICT-FaceKit Light consists of: facts of its README and its FaceXModel folder (https://github.com/ICT-VGL/ICT-FaceKit, MIT,
// Copyright (c) 2020 USC Institute for Creative Technologies).

/** The mesh that all modes are measured from. */
export const NEUTRAL_FILE = "generic_neutral_mesh.obj";

/** Vertices of every mesh of the kit. */
export const KIT_VERTICES = 26719;

/** The "full face area", without ears, head, eyes and mouth: vertices 0 to 9408. */
export const FACE_VERTICES = 9409;

/** Names of the 100 principal modes of identity: `identity000` to `identity099`. */
export const ICT_IDENTITIES: readonly string[] = Array.from(
  { length: 100 },
  (_, mode) => `identity${String(mode).padStart(3, "0")}`,
);

const pair = (name: string): string[] => [`${name}_L`, `${name}_R`];

/** Names of the 57 expressions, in the order of the folder; those of Apple's ARKit, by side where the kit parts them. */
export const ICT_EXPRESSIONS: readonly string[] = [
  ...["PupilDilate", "browDown", "browInnerUp", "browOuterUp"].flatMap(pair),
  ...["cheekPuff", "cheekRaiser", "cheekSquint"].flatMap(pair),
  ...["eyeBlink", "eyeLookDown", "eyeLookIn", "eyeLookOut"].flatMap(pair),
  ...["eyeLookUp", "eyeSquint", "eyeWide"].flatMap(pair),
  ...["jawForward", "jawLeft", "jawOpen", "jawRight", "mouthClose"],
  ...["mouthDimple", "mouthFrown"].flatMap(pair),
  ...["mouthFunnel", "mouthLeft"],
  ...["mouthLowerDown", "mouthPress"].flatMap(pair),
  ...["mouthPucker", "mouthRight", "mouthRollLower", "mouthRollUpper"],
  ...["mouthShrugLower", "mouthShrugUpper"],
  ...["mouthSmile", "mouthStretch", "mouthUpperUp", "noseSneer"].flatMap(pair),
];

/**
 * Vertex of each of the 68 landmarks: the README's Multi-PIE indices, with its "jawline" substitutes for 0 to 7 and 9 to 16,
 * which lie on the jaw itself instead of the outline that the neutral face shows from the front.
 */
export const ICT_LANDMARKS: readonly number[] = [
  ...[1278, 1272, 12, 1834, 243, 781, 2199, 1447, 966],
  ...[3661, 4390, 3022, 2484, 4036, 2253, 3490, 3496],
  ...[268, 493, 1914, 2044, 1401, 3615, 4240, 4114, 2734, 2509],
  ...[978, 4527, 4942, 4857, 1140, 2075, 1147, 4269, 3360],
  ...[1507, 1542, 1537, 1528, 1518, 1511, 3742, 3751, 3756, 3721, 3725, 3732],
  ...[5708, 5695, 2081, 0, 4275, 6200, 6213, 6346, 6461, 5518, 5957, 5841],
  ...[5702, 5711, 5533, 6216, 6207, 6470, 5517, 5966],
];
