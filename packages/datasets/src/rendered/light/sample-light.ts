import type { DirectionalLight, Lighting } from "@fdhm/morphable-model";
import { between, type Random } from "../../random.ts";

type Colour = [red: number, green: number, blue: number];

/**
 * Draws the light of a scene: light from everywhere, a main lamp from the front half and above more often than below,
 * and for half of the scenes a weaker one anywhere, each between candle and sky in colour.
 *
 * The brightness that a surface facing the main lamp gets is drawn first, 0.6 to 1.35 of the skin's own, and then shared
 * out: evenly lit, hardly modelled faces occur as well as faces of which one half is dark.
 */
export function sampleLight(random: Random): Lighting {
  const brightness = between(random, 0.6, 1.35);
  const lampShare = between(random, 0.1, 0.85);
  const main: DirectionalLight = {
    direction: [
      1.1 * random.normal(),
      0.4 + 0.6 * random.normal(),
      between(random, 0.2, 1.5),
    ],
    colour: scaled(drawLampColour(random), brightness * lampShare),
  };
  const second: DirectionalLight = {
    direction: [random.normal(), random.normal(), random.normal() + 0.1],
    colour: scaled(
      drawLampColour(random),
      brightness * between(random, 0.05, 0.4),
    ),
  };
  return {
    ambient: scaled(drawLampColour(random), brightness * (1 - lampShare)),
    lights: random.uniform() < 0.5 ? [main, second] : [main],
  };
}

/**
 * Draws how a person's skin departs from the skin picture: more or less melanin, which takes most from blue and least from red; more or
 * less blood; and a little hue.
 *
 * @returns factors for red, green and blue.
 */
export function sampleComplexion(random: Random): Colour {
  const melanin = Math.max(-0.5, Math.min(0.8, 0.12 + 0.3 * random.normal()));
  const blood = 0.06 + 0.05 * random.normal();
  const take = [0.45, 0.7 - 0.1 * melanin, 0.95 - 0.2 * melanin] as const;
  const flush = [-0.3 * blood, blood, blood] as const;
  return [0, 1, 2].map((c) =>
    Math.exp(-melanin * take[c]! - flush[c]! + 0.03 * random.normal()),
  ) as Colour;
}

/** A lamp's colour of mean 1: `warmth` shifts it from blue to red as daylight and bulbs differ. */
function drawLampColour(random: Random): Colour {
  const warmth = 0.04 + 0.12 * random.normal();
  const green = 0.03 * random.normal();
  return [1 + warmth, 1 + green, 1 - warmth].map((value) =>
    Math.max(0.2, value),
  ) as Colour;
}

function scaled(colour: Colour, factor: number): Colour {
  return colour.map((value) => value * factor) as Colour;
}
