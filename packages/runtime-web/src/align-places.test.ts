import { describe, expect, it } from "@jest/globals";
import { alignPlaces } from "./align-places.ts";
import { TinyWorld } from "./testing/tiny-world.ts";

describe("alignPlaces", () => {
  it("asks again for a frame that was dropped", async () => {
    const world = new TinyWorld();
    world.faces = [{ x: 300, y: 240 }];
    let dropped = 0;
    const aligner = {
      alignAll: (...args: Parameters<TinyWorld["alignAll"]>) =>
        dropped++ < 2 ? Promise.resolve(undefined) : world.alignAll(...args),
    };
    const place = { box: world.box(0), roll: 0.2 };
    const [face] = await alignPlaces(aligner, world.frame, [place]);
    expect(face!.landmarks).toEqual(world.landmarks(0));
    expect(world.calls).toEqual([{ boxes: [place.box], roll: [0.2] }]);
    expect(dropped).toBe(3);
  });

  it("asks for nothing where there is no place", async () => {
    const world = new TinyWorld();
    expect(await alignPlaces(world, world.frame, [])).toEqual([]);
    expect(world.calls).toEqual([]);
  });
});
