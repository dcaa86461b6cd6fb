import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Box } from "@fdhm/landmarks";
import type { FaceAlignment } from "../face-alignment.ts";
import type { FaceImage } from "../image.ts";
import { TinyWorld } from "../testing/tiny-world.ts";
import { boxOverlap } from "./box-overlap.ts";
import { FaceFinder } from "./face-finder.ts";

/** As the world, and as sure of its faces as the finder wants it. */
class SureWorld extends TinyWorld {
  /** What becomes of an alignment on its way out. */
  change: (face: FaceAlignment, box: Box) => FaceAlignment = (face) => face;

  /** Faces do not move here, and are asked for some thousand times. */
  readonly #drawn = new Map<unknown, Float32Array>();

  override landmarks(index: number): Float32Array {
    const face = this.faces[index]!;
    const points = this.#drawn.get(face) ?? super.landmarks(index);
    this.#drawn.set(face, points);
    return points;
  }

  override async alignAll(
    image: FaceImage,
    boxes: readonly Box[],
    options: { readonly roll: readonly number[] },
  ): Promise<FaceAlignment[]> {
    const faces = await super.alignAll(image, boxes, options);
    return faces.map((face, i) =>
      this.change(
        { ...face, score: face.score === 0.9 ? 0.99 : face.score },
        boxes[i]!,
      ),
    );
  }

  /** Boxes that were looked at. */
  get looked(): number {
    return this.calls.reduce((sum, { boxes }) => sum + boxes.length, 0);
  }
}

let world: SureWorld;
beforeEach(() => {
  world = new SureWorld();
});

describe("FaceFinder", () => {
  it("finds all faces, large and small, upright and turned, each once and aligned", async () => {
    world.faces = [
      { x: 150, y: 200, size: 320 },
      { x: 450, y: 150, size: 200, roll: 0.6 },
      { x: 520, y: 380, size: 160 },
    ];
    const faces = await new FaceFinder(world).find(world.frame);
    const sorted = faces.sort((a, b) => a.box.x - b.box.x);
    expect(sorted.map(({ landmarks }) => landmarks)).toEqual(
      [0, 1, 2].map((i) => world.landmarks(i)),
    );
    expect(sorted.every(({ score }) => score === 0.99)).toBe(true);
  });

  it("finds none where there is none", async () => {
    expect(await new FaceFinder(world).find(world.frame)).toEqual([]);
  });

  it("aligns in batches of at most eight", async () => {
    world.faces = [{ x: 300, y: 240 }];
    await new FaceFinder(world).find(world.frame);
    expect(Math.max(...world.calls.map(({ boxes }) => boxes.length))).toBe(8);
  });

  it("ends with as many faces as are wanted", async () => {
    world.faces = [
      { x: 150, y: 200, size: 320 },
      { x: 500, y: 380, size: 150 },
    ];
    const finder = new FaceFinder(world);
    const [face, ...others] = await finder.find(world.frame, { most: 1 });
    expect(others).toEqual([]);
    expect(face!.landmarks).toEqual(world.landmarks(0));
    const looked = world.looked;
    expect(await finder.find(world.frame)).toHaveLength(2);
    expect(looked).toBeLessThan((world.looked - looked) / 2);
  });

  it("looks for smaller faces when told", async () => {
    world.faces = [{ x: 300, y: 240, size: 60 }];
    expect(await new FaceFinder(world).find(world.frame)).toEqual([]);
    const finder = new FaceFinder(world, { smallest: 0.08 });
    expect(await finder.find(world.frame)).toHaveLength(1);
  });

  it("takes no face that is less sure than asked, and tells the least score that confirmed one", async () => {
    world.faces = [{ x: 300, y: 240 }];
    const own = world.box(0);
    world.change = (face, box) =>
      face.score === 0.99 &&
      box.width < 0.9 * own.width &&
      boxOverlap(box, own) > 0.6
        ? { ...face, score: 0.95 }
        : face;
    expect(await new FaceFinder(world).find(world.frame)).toEqual([]);
    const finder = new FaceFinder(world, { threshold: 0.94 });
    const [face] = await finder.find(world.frame);
    expect(face!.score).toBe(0.95);
  });

  it("takes nothing that is found elsewhere from boxes about it", async () => {
    world.faces = [{ x: 300, y: 240 }];
    const own = world.box(0);
    let moved = 0;
    world.change = (face, box) => {
      const overlap = boxOverlap(box, own);
      if (!(overlap > 0.6 && overlap < 0.95)) return face;
      moved++;
      return { ...face, box: { ...own, x: own.x + 0.4 * own.width } };
    };
    expect(await new FaceFinder(world).find(world.frame)).toEqual([]);
    expect(moved).toBeGreaterThan(5);
  });

  it("lets timers and events run between its batches", async () => {
    world.faces = [{ x: 300, y: 240 }];
    let ticks = 0;
    let done = false;
    const count = () => {
      ticks++;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    await new FaceFinder(world).find(world.frame);
    done = true;
    expect(ticks).toBeGreaterThan(10);
  });

  it("ends with the signal's reason once it is aborted", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const search = new FaceFinder(world).find(world.frame, { signal });
    setImmediate(() => controller.abort(new Error("enough")));
    await expect(search).rejects.toThrow("enough");
    const { looked } = world;
    await new FaceFinder(world).find(world.frame);
    expect(looked).toBeLessThan((world.looked - looked) / 2);
    await expect(
      new FaceFinder(world).find(world.frame, { signal }),
    ).rejects.toThrow("enough");
  });

  it("refuses settings and images that make no sense", async () => {
    expect(() => new FaceFinder(world, { smallest: 0 })).toThrow(
      "Expected a number above 0 and up to 1 for smallest but received 0",
    );
    expect(() => new FaceFinder(world, { threshold: NaN })).toThrow(
      "for threshold but received NaN",
    );
    const finder = new FaceFinder(world);
    await expect(finder.find(world.frame, { most: 0 })).rejects.toThrow(
      "Expected a whole number from 1 for most but received 0",
    );
    await expect(
      finder.find({ data: new Uint8Array(5), width: 2, height: 2 }),
    ).rejects.toThrow("image");
  });
});
