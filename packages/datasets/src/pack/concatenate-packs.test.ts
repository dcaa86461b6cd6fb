import { describe, expect, it } from "@jest/globals";
import { concatenatePacks } from "./concatenate-packs.ts";
import { packedLandmarks, packedMask, packedPicture } from "./face-pack.ts";
import { packFaces } from "./pack-faces.ts";
import { masked, squares } from "./squares.test.fixture.ts";

const options = { edge: 16 };

describe("concatenatePacks", () => {
  it("joins packs in their order", async () => {
    const a = await packFaces(squares("a", [10]), options);
    const seen = new Float32Array(68).fill(0.5);
    const b = await packFaces(
      squares("b", [20, 30], (sample) => ({ ...sample, visibility: seen })),
      options,
    );
    const joined = concatenatePacks([a, b]);
    expect(joined.name).toBe("a + b");
    expect(joined.names).toEqual(["a 0", "b 0", "b 1"]);
    const middle = 3 * (16 * 8 + 8);
    expect([0, 1, 2].map((i) => packedPicture(joined, i).data[middle])).toEqual(
      [10, 20, 30],
    );
    expect(packedLandmarks(joined, 2)).toEqual(packedLandmarks(b, 1));
    const unknown = [NaN, NaN, NaN];
    expect([...joined.poses]).toEqual([
      0.25,
      0.5,
      -1,
      0.25,
      0.5,
      -1,
      ...unknown,
    ]);
    expect([67, 68, 203].map((i) => joined.visibility[i])).toEqual([
      NaN,
      0.5,
      0.5,
    ]);
    expect(joined).not.toHaveProperty("masks");
  });

  it("takes nothing for background where a pack has no masks", async () => {
    const a = await packFaces(squares("a", [10]), options);
    const b = await packFaces(squares("b", [20], masked), options);
    const joined = concatenatePacks([a, b]);
    expect(new Set(packedMask(joined, 0))).toEqual(new Set([255]));
    expect(packedMask(joined, 1)).toEqual(packedMask(b, 0));
  });

  it("refuses packs of different squares", async () => {
    const a = await packFaces(squares("a", [1]), options);
    const b = await packFaces(squares("b", [1]), { ...options, margin: 2 });
    expect(() => concatenatePacks([a, b])).toThrow(/margin of b/);
    expect(() => concatenatePacks([])).toThrow(/at least one pack/);
  });
});
