import sharp from "sharp";
import { ATLAS_HEIGHT, ATLAS_WIDTH, CHARTS } from "./atlas.mjs";

/** The skins that the open face wears: MakeHuman's picture of the body, and of the eyes. */
const SKINS = [
  ["young_caucasian_female", "young_lightskinned_female_diffuse", "blue"],
  [
    "middleage_caucasian_male",
    "middleage_lightskinned_male_diffuse",
    "brownlight",
  ],
  ["old_caucasian_male", "old_lightskinned_male_diffuse", "grey"],
  ["young_asian_male", "young_lightskinned_male_diffuse3", "brown"],
  ["old_asian_female", "old_lightskinned_female_diffuse2", "brown"],
  ["young_african_female", "young_darkskinned_female_diffuse", "brown"],
  ["middleage_african_male", "middleage_darkskinned_male_diffuse", "brown"],
];
const TOOTH = { r: 222, g: 212, b: 196 };

/**
 * MakeHuman's skins, brought onto the atlas.
 *
 * @param makehuman - result of `readMakeHuman`.
 * @returns {Promise<{name: string, width: number, height: number, data: Uint8Array}[]>} RGB.
 */
export function openFaceSkins(makehuman) {
  return Promise.all(
    SKINS.map(async ([name, body, eye]) => {
      const skin = makehuman.path(`skins/${name}/textures/${body}.png`);
      const eyes = makehuman.path(
        `proxies/eyes/Low-Poly/textures/${eye}_eye.png`,
      );
      const [, , toothWidth, toothHeight] = CHARTS.teeth.place;
      const tooth = sharp({
        create: {
          width: toothWidth,
          height: toothHeight,
          channels: 3,
          background: TOOTH,
        },
      });
      const pieces = await Promise.all([
        piece(skin, "head"),
        piece(skin, "mouth"),
        piece(skin, "neck"),
        piece(skin, "sockets"),
        piece(eyes, "eyeball"),
        tooth
          .png()
          .toBuffer()
          .then((input) => ({
            input,
            left: CHARTS.teeth.place[0],
            top: CHARTS.teeth.place[1],
          })),
      ]);
      const atlas = sharp({
        create: {
          width: ATLAS_WIDTH,
          height: ATLAS_HEIGHT,
          channels: 3,
          background: "#000",
        },
      });
      const data = await atlas.composite(pieces).removeAlpha().raw().toBuffer();
      return {
        name: name.replaceAll("_", " "),
        width: ATLAS_WIDTH,
        height: ATLAS_HEIGHT,
        data: new Uint8Array(data),
      };
    }),
  );
}

async function piece(picture, chart) {
  const [left, top, width, height] = CHARTS[chart].source;
  const [x, y, placeWidth, placeHeight] = CHARTS[chart].place;
  const input = await sharp(picture)
    .extract({ left, top, width, height })
    .flatten({ background: "#000" })
    .resize(placeWidth, placeHeight, { fit: "fill" })
    .png()
    .toBuffer();
  return { input, left: x, top: y };
}
