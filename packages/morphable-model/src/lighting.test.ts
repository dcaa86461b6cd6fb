import { describe, expect, it } from "@jest/globals";
import { lightVertices } from "./lighting.ts";
import { rotation } from "./rotation.ts";

const UPRIGHT = rotation(0, 0, 0);
/** Forwards, up, to the picture's right, backwards. */
const NORMALS = new Float32Array([0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, -1]);

function red(light: Float32Array): number[] {
  return Array.from({ length: light.length / 3 }, (_, i) => light[3 * i]!);
}

function expectClose(actual: readonly number[], wanted: readonly number[]) {
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 6));
}

describe("lightVertices", () => {
  it("lights what faces the lamp by the cosine, and the rest by the ambient light alone", () => {
    const light = lightVertices(NORMALS, UPRIGHT, {
      ambient: [0.25, 0.5, 0.75],
      lights: [{ direction: [0, 3, 4], colour: [1, 2, 0] }],
    });
    expectClose([...light.subarray(0, 3)], [1.05, 2.1, 0.75]);
    expectClose([...light.subarray(3, 6)], [0.85, 1.7, 0.75]);
    expectClose([...light.subarray(9)], [0.25, 0.5, 0.75]);
  });

  it("adds lamps up", () => {
    const lamp = { direction: [0, 0, 1], colour: [0.5, 0, 0] } as const;
    const light = lightVertices(NORMALS, UPRIGHT, {
      ambient: [0, 0, 0],
      lights: [lamp, lamp],
    });
    expectClose(red(light), [1, 0, 0, 0]);
  });

  it("leaves the lamp in its place while the head turns", () => {
    // After a quarter turn of yaw the nose points to the picture's left, and the left cheek (+x) to the camera.
    const lighting = (direction: [number, number, number]) => ({
      ambient: [0, 0, 0] as const,
      lights: [{ direction, colour: [1, 1, 1] as const }],
    });
    const turned = rotation(0, Math.PI / 2, 0);
    const left = lightVertices(NORMALS, turned, lighting([-1, 0, 0]));
    expectClose(red(left), [1, 0, 0, 0]);
    const front = lightVertices(NORMALS, turned, lighting([0, 0, 1]));
    expectClose(red(front), [0, 0, 1, 0]);
  });

  it("refuses wrong lengths and a lamp from nowhere", () => {
    const dark = { ambient: [0, 0, 0], lights: [] } as const;
    expect(() => lightVertices(new Float32Array(4), UPRIGHT, dark)).toThrow(
      /triples/,
    );
    expect(() => lightVertices(NORMALS, [1, 0, 0], dark)).toThrow(/9 numbers/);
    expect(() =>
      lightVertices(NORMALS, UPRIGHT, dark, new Float32Array(3)),
    ).toThrow(/12 numbers for out/);
    const nowhere = { direction: [0, 0, 0], colour: [1, 1, 1] } as const;
    expect(() =>
      lightVertices(NORMALS, UPRIGHT, { ...dark, lights: [nowhere] }),
    ).toThrow(/direction for light/);
  });
});
