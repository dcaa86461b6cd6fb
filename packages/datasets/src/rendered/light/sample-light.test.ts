import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../../random.ts";
import { sampleComplexion, sampleLight } from "./sample-light.ts";

describe("sampleLight", () => {
  const scenes = Array.from({ length: 500 }, (_, i) =>
    sampleLight(createRandom(1, i)),
  );

  it("has a main lamp in front and light from everywhere, none of it negative", () => {
    for (const { ambient, lights } of scenes) {
      expect(lights[0]!.direction[2]).toBeGreaterThanOrEqual(0.2);
      const colours = [ambient, ...lights.map((light) => light.colour)];
      expect(colours.flat().every((value) => value > 0)).toBe(true);
      // A surface that faces the main lamp.
      const full = ambient[1] + lights[0]!.colour[1];
      expect(full).toBeGreaterThan(0.5);
      expect(full).toBeLessThan(1.6);
    }
  });

  it("lights evenly and from one side, with one lamp and with two", () => {
    const shares = scenes.map(
      ({ ambient, lights }) => ambient[1] / (ambient[1] + lights[0]!.colour[1]),
    );
    expect(Math.min(...shares)).toBeLessThan(0.2);
    expect(Math.max(...shares)).toBeGreaterThan(0.8);
    const two = scenes.filter(({ lights }) => lights.length === 2).length;
    expect(Math.abs(two - 250)).toBeLessThan(50);
  });
});

describe("sampleComplexion", () => {
  const draws = Array.from({ length: 500 }, (_, i) =>
    sampleComplexion(createRandom(2, i)),
  );

  it("makes skin lighter and darker, more often darker than the skin pictures", () => {
    const darker = draws.filter(([, green]) => green < 1).length;
    expect(darker).toBeGreaterThan(300);
    expect(darker).toBeLessThan(450);
    expect(Math.min(...draws.flat())).toBeGreaterThan(0.25);
    expect(Math.max(...draws.flat())).toBeLessThan(2);
  });

  it("takes more blue than red from dark skin", () => {
    const dark = draws.filter(([, green]) => green < 0.75);
    expect(dark.length).toBeGreaterThan(30);
    const warm = dark.filter(([red, , blue]) => red > blue).length;
    expect(warm / dark.length).toBeGreaterThan(0.95);
  });
});
