import { describe, expect, it } from "@jest/globals";
import { MIRROR, tightBox } from "@fdhm/landmarks";
import { meanFace } from "./mean-face.ts";
import { loadOpenFace } from "./open-face.ts";

describe("meanFace", () => {
  it("stands upright and unmirrored in the protocol's window, its depth about its mean", async () => {
    const { landmarks } = meanFace(await loadOpenFace());
    const box = tightBox(landmarks);
    expect(Math.max(box.width, box.height)).toBeCloseTo(Math.SQRT1_2, 5);
    expect(box.x + box.width / 2).toBeCloseTo(0, 5);
    expect(box.y + box.height / 2).toBeCloseTo(0, 5);
    const x = (k: number) => landmarks[3 * k]!;
    const y = (k: number) => landmarks[3 * k + 1]!;
    const z = (k: number) => landmarks[3 * k + 2]!;
    expect(y(8)).toBeGreaterThan(y(27)); // The chin is below the eyes,
    expect(x(36)).toBeLessThan(x(45)); // the subject's right eye on the left,
    expect(z(30)).toBeGreaterThan(z(0)); // and the nose nearer than the ear.
    let depth = 0;
    for (let k = 0; k < 68; k++) depth += z(k);
    expect(depth).toBeCloseTo(0, 4);
  });

  it("has outward unit normals that mirror with the face", async () => {
    const { normals } = meanFace(await loadOpenFace());
    const normal = (k: number) => [...normals.subarray(3 * k, 3 * k + 3)];
    for (let k = 0; k < 68; k++) {
      expect(Math.hypot(...normal(k))).toBeCloseTo(1, 4);
      const [x, y, z] = normal(k);
      const [mx, my, mz] = normal(MIRROR[k]!);
      expect(Math.hypot(x! + mx!, y! - my!, z! - mz!)).toBeLessThan(0.1);
    }
    expect(normal(30)[2]).toBeGreaterThan(0.5); // The tip of the nose faces the camera,
    expect(normal(0)[0]).toBeLessThan(-0.5); // the right end of the jaw the left of the picture,
    expect(normal(8)[1]).toBeGreaterThan(0.2); // the chin also downwards.
    // Lids and lips face out of the face, not each other.
    for (const k of [37, 38, 40, 41, 43, 46, 61, 62, 66])
      expect(normal(k)[2]).toBeGreaterThan(0.7);
  });
});
