import sharp from "sharp";
import { ATLAS_HEIGHT, ATLAS_WIDTH, CHARTS } from "./atlas.mjs";
import { LANDMARKS } from "./open-face-landmarks.mjs";
import { brows } from "./paint-brows.mjs";

/** The skins that the open face wears: MakeHuman's pictures of the body and of the eyes, and its brows. */
const SKINS = [
  [
    "young_caucasian_female",
    "young_lightskinned_female_diffuse",
    "blue",
    "eyebrow008",
  ],
  [
    "middleage_caucasian_male",
    "middleage_lightskinned_male_diffuse",
    "brownlight",
    "eyebrow012",
  ],
  ["old_caucasian_male", "old_lightskinned_male_diffuse", "grey", "eyebrow009"],
  [
    "young_asian_male",
    "young_lightskinned_male_diffuse3",
    "brown",
    "eyebrow004",
  ],
  [
    "old_asian_female",
    "old_lightskinned_female_diffuse2",
    "brown",
    "eyebrow010",
  ],
  [
    "young_african_female",
    "young_darkskinned_female_diffuse",
    "brown",
    "eyebrow002",
  ],
  [
    "middleage_african_male",
    "middleage_darkskinned_male_diffuse",
    "brown",
    "eyebrow012",
  ],
];
const TOOTH = { r: 176, g: 168, b: 154 };
/** Light that reaches the inside of the mouth; the rasteriser casts no shadows. */
const MOUTH_LIGHT = 0.4;

/**
 * MakeHuman's skins, brought onto the atlas.
 *
 * @param makehuman - result of `readMakeHuman`.
 * @param head - result of `cutHead`.
 * @returns {Promise<{name: string, width: number, height: number, data: Uint8Array}[]>} RGB.
 */
export async function openFaceSkins(makehuman, head) {
  const places = new Map();
  head.base.forEach((vertex, i) => {
    const place = [
      head.uv[2 * i] * ATLAS_WIDTH - 0.5,
      head.uv[2 * i + 1] * ATLAS_HEIGHT - 0.5,
    ];
    places.set(vertex, [...(places.get(vertex) ?? []), place]);
  });
  const [left, top, width, height] = CHARTS.head.place;
  const onHead = (vertex) =>
    places
      .get(vertex)
      .find(
        ([x, y]) =>
          x >= left && x < left + width && y >= top && y < top + height,
      );
  const skins = [];
  for (const [name, body, eye, brow] of SKINS) {
    const data = await compose(makehuman, name, body, eye);
    (await brows(makehuman, brow, onHead, LANDMARKS.slice(17, 27)))(data);
    skins.push({
      name: name.replaceAll("_", " "),
      width: ATLAS_WIDTH,
      height: ATLAS_HEIGHT,
      data,
    });
  }
  return skins;
}

async function compose(makehuman, name, body, eye) {
  const skin = makehuman.path(`skins/${name}/textures/${body}.png`);
  const eyes = makehuman.path(`proxies/eyes/Low-Poly/textures/${eye}_eye.png`);
  const [left, top, width, height] = CHARTS.teeth.place;
  const tooth = sharp({
    create: { width, height, channels: 3, background: TOOTH },
  });
  const pieces = await Promise.all([
    piece(skin, "head"),
    piece(skin, "mouth", MOUTH_LIGHT),
    piece(skin, "sockets"),
    piece(eyes, "eyeball"),
    tooth
      .png()
      .toBuffer()
      .then((input) => ({ input, left, top })),
  ]);
  const atlas = sharp({
    create: {
      width: ATLAS_WIDTH,
      height: ATLAS_HEIGHT,
      channels: 3,
      background: "#000",
    },
  });
  return new Uint8Array(
    await atlas.composite(pieces).removeAlpha().raw().toBuffer(),
  );
}

async function piece(picture, chart, light = 1) {
  const [left, top, width, height] = CHARTS[chart].source;
  const [x, y, placeWidth, placeHeight] = CHARTS[chart].place;
  const input = await sharp(picture)
    .extract({ left, top, width, height })
    .flatten({ background: "#000" })
    .resize(placeWidth, placeHeight, { fit: "fill" })
    .linear(light, 0)
    .png()
    .toBuffer();
  return { input, left: x, top: y };
}
