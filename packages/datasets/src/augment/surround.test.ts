import { describe, expect, it } from "@jest/globals";
import type { Picture } from "@fdhm/landmarks";
import { createRandom } from "../random.ts";
import type { Placement } from "./perspective.ts";
import { sampleTilted } from "./sample-tilted.ts";
import { fillSurround } from "./surround.ts";

/** Columns of 100, 110, ... 170. */
const data = Uint8Array.from(
  { length: 8 * 8 * 3 },
  (_, i) => 100 + 10 * (Math.floor(i / 3) % 8),
);
const picture: Picture = { data, width: 8, height: 8, channels: 3 };
const window = { centreX: 7.5, centreY: 3.5, side: 16, roll: 0 };

function filled(seed: number, tilt: Placement["tilt"] = [0, 0]): Float32Array {
  const pixels = new Float32Array(16 * 16 * 3);
  sampleTilted(picture, { window, tilt }, 16, pixels);
  fillSurround(pixels, 16, picture, { window, tilt }, createRandom(seed));
  return pixels;
}

describe("fillSurround", () => {
  it("mirrors, draws out or colours what lies outside, and nothing else", () => {
    const kinds = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const pixels = filled(seed);
      // The crop's column 0 is the picture's column 0, its row 4 the picture's row 0.
      const row = Array.from({ length: 16 }, (_, i) => pixels[3 * (64 + i)]!);
      expect(row.slice(0, 8)).toEqual([100, 110, 120, 130, 140, 150, 160, 170]);
      const beyond = row.slice(8).join();
      if (beyond === "170,160,150,140,130,120,110,100") kinds.add("mirror");
      else if (beyond === new Array(8).fill(170).join()) kinds.add("edge");
      else if (new Set(row.slice(8)).size === 1) kinds.add("colour");
      else kinds.add(beyond);
    }
    expect([...kinds].sort()).toEqual(["colour", "edge", "mirror"]);
  });

  it("leaves no black where the window is tilted either", () => {
    for (let seed = 0; seed < 20; seed++) {
      const pixels = filled(seed, [0.3, -0.2]);
      const colour = pixels.subarray(-3);
      // Drawn colours may be dark; the picture is not.
      const least = Math.min(100, ...colour);
      expect(pixels.every((value) => value >= least - 1e-3)).toBe(true);
    }
  });
});
