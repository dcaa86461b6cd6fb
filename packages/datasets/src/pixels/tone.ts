import { between, type Random } from "../random.ts";

/** How far tones and colours may be changed. */
export interface ToneSettings {
  /** Largest change of brightness, as a part of the full range. */
  readonly brightness: number;
  /** Largest change of contrast: factors are drawn from `1 - contrast` to `1 + contrast`. */
  readonly contrast: number;
  /** Largest logarithm of the exponent that tones are raised to. */
  readonly gamma: number;
  /** Largest change of a single channel's gain. */
  readonly tint: number;
  /** Largest change of saturation: factors are drawn from `1 - saturation` to `1 + saturation`. */
  readonly saturation: number;
  /** Chance of a grey picture. */
  readonly grey: number;
}

/** Tones of the 256 bytes, 0 to 1. */
const STEPS = Float64Array.from({ length: 256 }, (_, i) => i / 255);

/**
 * Changes brightness, contrast, gamma, tint and saturation, in place, as light and cameras do.
 *
 * The first four make one table of 256 entries a channel, so that a pixel costs three look-ups; whole steps of 1/255
 * suffice, pictures have no finer ones.
 *
 * @param pixels - RGB after RGB, 0 to 255; stays in that range.
 */
export function changeTone(
  pixels: Float32Array,
  random: Random,
  settings: ToneSettings,
): void {
  const spread = (most: number): number => between(random, -most, most);
  const brightness = 0.5 + spread(settings.brightness);
  const contrast = 1 + spread(settings.contrast);
  const exponent = Math.exp(spread(settings.gamma));
  const powers = Float64Array.from(STEPS, (step) => step ** exponent);
  const tables = [0, 1, 2].map(() => {
    const gain = 1 + spread(settings.tint);
    const table = new Float32Array(256);
    for (let i = 0; i < 256; i++)
      table[i] = clamp(
        255 * ((gain * powers[i]! - 0.5) * contrast + brightness),
      );
    return table;
  });
  const [red, green, blue] = tables as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const grey = random.uniform() < settings.grey;
  const saturation = grey ? 0 : 1 + spread(settings.saturation);
  for (let i = 0; i < pixels.length; i += 3) {
    const r = red[(pixels[i]! + 0.5) | 0]!;
    const g = green[(pixels[i + 1]! + 0.5) | 0]!;
    const b = blue[(pixels[i + 2]! + 0.5) | 0]!;
    // Rec. 601's luma, the one that JPEG uses.
    const luma = 0.299 * r + 0.587 * g + 0.114 * b;
    pixels[i] = clamp(luma + saturation * (r - luma));
    pixels[i + 1] = clamp(luma + saturation * (g - luma));
    pixels[i + 2] = clamp(luma + saturation * (b - luma));
  }
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
