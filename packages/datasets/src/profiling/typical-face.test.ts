import { beforeAll, describe, expect, it } from "@jest/globals";
import { MIRROR } from "@fdhm/landmarks";
import { shape, type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createRandom } from "../random.ts";
import { markedPoints } from "./marked-face.test.fixture.ts";
import { findTypicalFace } from "./typical-face.ts";

let model: MorphableModel;
beforeAll(async () => {
  model = await loadOpenFace();
});

/** Marks of people whose first identity coefficients scatter about 2, -2, 2, seen from all sides up to 40 degrees. */
function population(count: number): Float32Array[] {
  return Array.from({ length: count }, (_, i) => {
    const random = createRandom(5, i);
    const identity = Float32Array.from(
      { length: 12 },
      (_, k) => ([2, -2, 2][k] ?? 0) + 0.7 * random.normal(),
    );
    const points = shape(model, identity, []);
    const yaw = 1.4 * random.uniform() - 0.7;
    const pose = { scale: 1, pitch: 0, yaw, roll: 0, x: 150, y: 150 };
    const face = { identity, expression: new Float32Array(29), points };
    return markedPoints(model, face, pose);
  });
}

describe("findTypicalFace", () => {
  it("moves from the model's mean to the population's", () => {
    const faces = population(40);
    const { identity, expression } = findTypicalFace(model, faces);
    expect(identity).toHaveLength(199);
    expect(expression).toHaveLength(29);
    // Four rounds over 40 faces come half of the way: measured 0.94, -1.02, 1.11.
    [2, -2, 2].forEach((truth, mode) => {
      expect(identity[mode]! / truth).toBeGreaterThan(0.35);
      expect(identity[mode]! / truth).toBeLessThan(1.1);
    });
    const once = findTypicalFace(model, faces, { rounds: 1 });
    expect(Math.abs(once.identity[0]!)).toBeLessThan(identity[0]!);
  });

  it("has no side: mirrored faces give the same", () => {
    const faces = population(6);
    const mirrored = faces.map((marks) =>
      marks.map((_, i) => {
        const from = marks[3 * MIRROR[Math.floor(i / 3)]! + (i % 3)]!;
        return i % 3 === 0 ? -from : from;
      }),
    );
    const [a, b] = [faces, mirrored].map((set) =>
      findTypicalFace(model, set, { rounds: 2 }),
    );
    a!.identity.forEach((value, i) => {
      expect(value).toBeCloseTo(b!.identity[i]!, 4);
    });
  });

  it("stays at the mean without rounds, and leaves out what is no face", () => {
    const none = findTypicalFace(model, [], { rounds: 0 });
    expect(none.identity.every((value) => value === 0)).toBe(true);
    const faces = population(2);
    const options = { rounds: 1 };
    const broken = new Float32Array(204).fill(NaN);
    expect(findTypicalFace(model, [...faces, broken], options)).toEqual(
      findTypicalFace(model, faces, options),
    );
  });

  it("refuses what tells nothing", () => {
    expect(() => findTypicalFace(model, [])).toThrow(
      "Expected at least one face that can be fitted for faces but received 0",
    );
    expect(() => findTypicalFace(model, [], { rounds: -1 })).toThrow(
      /whole number from 0 for rounds/,
    );
  });
});
