import { describe, it } from "@jest/globals";
import { renderDhm } from "./render-dhm.ts";
import { renderDhmBatch } from "./render-dhm-batch.ts";
import { expectGolden } from "./testing/expect-golden.test.fixture.ts";

const SIZE = 64;

/** A spiral of points that comes nearer as it goes out, its last turn beyond the map. */
const spiral = Float32Array.from({ length: 3 * 40 }, (_, i) => {
  const k = Math.floor(i / 3);
  const angle = 0.5 * k;
  return [31 + 0.95 * k * Math.cos(angle), 29 + 0.95 * k * Math.sin(angle), k][
    i % 3
  ]!;
});

function bytes(map: Float32Array): Uint8Array {
  return Uint8Array.from(map, (value) => Math.round(255 * value));
}

describe("golden pictures", () => {
  it.each([1, 2.5])("a spiral, sigma %p", (sigma) => {
    const map = renderDhm(spiral, SIZE, { sigma });
    expectGolden(`spiral-${sigma}`, bytes(map), SIZE, SIZE);
  });

  it("a batch of two, one above the other", () => {
    const mirrored = spiral.map((v, i) => (i % 3 === 0 ? SIZE - 1 - v : v));
    const maps = new Float32Array(2 * SIZE * SIZE * 3);
    renderDhmBatch(new Float32Array([...spiral, ...mirrored]), 2, SIZE, maps);
    expectGolden("batch", bytes(maps), SIZE, 2 * SIZE);
  });
});
