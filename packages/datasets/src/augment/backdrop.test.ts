import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../random.ts";
import { emptyPack, packedMask, packedPicture } from "../pack/face-pack.ts";
import { changeBackground } from "./backdrop.ts";

const edge = 20;
const geometry = { name: "set", edge, margin: 1.6, boxScale: 1.5 };

/** Faces of one shade each; the mask is 0 in the upper half, 255 in the lower, 51 in the last row of the upper. */
function pack(count: number) {
  const made = emptyPack(geometry, new Array<string>(count).fill("face"), true);
  for (let i = 0; i < count; i++) {
    (packedPicture(made, i).data as Uint8Array).fill(50 * (i + 1));
    const mask = packedMask(made, i)!;
    mask.fill(255, (edge * edge) / 2);
    mask.fill(51, edge * (edge / 2 - 1), (edge * edge) / 2);
  }
  return made;
}

describe("changeBackground", () => {
  it("keeps what the mask covers and blends where it is soft", () => {
    const faces = pack(3);
    const kinds = new Set<string>();
    for (let seed = 0; seed < 30; seed++) {
      const { data, width, height } = changeBackground(
        faces,
        1,
        createRandom(seed),
      );
      expect([width, height]).toEqual([edge, edge]);
      const lower = data.subarray((3 * edge * edge) / 2);
      expect(lower.every((value) => value === 100)).toBe(true);
      const behind = data[0]!;
      const even = data
        .subarray(0, 3 * edge * (edge / 2 - 1))
        .every((value) => value === behind);
      kinds.add(even ? `face of ${behind}` : "painted");
      if (even)
        expect(data[3 * edge * (edge / 2 - 1)]).toBe(
          Math.round(behind + 0.2 * (100 - behind)),
        );
    }
    // Another face's surroundings, never its own.
    expect([...kinds].sort()).toEqual(["face of 150", "face of 50", "painted"]);
    expect(packedPicture(faces, 1).data.every((value) => value === 100)).toBe(
      true,
    );
  });

  it("follows from the stream alone", () => {
    const faces = pack(3);
    const first = changeBackground(faces, 0, createRandom(4)).data.slice();
    changeBackground(faces, 2, createRandom(5));
    expect(changeBackground(faces, 0, createRandom(4)).data).toEqual(first);
  });

  it("paints where there is no other face, and leaves a pack without masks alone", () => {
    const one = pack(1);
    const { data } = changeBackground(one, 0, createRandom(1));
    expect(new Set(data.subarray(0, 3 * edge)).size).toBeGreaterThan(3);
    const bare = emptyPack(geometry, ["face"], false);
    expect(changeBackground(bare, 0, createRandom(1)).data.buffer).toBe(
      bare.pictures.buffer,
    );
  });
});
