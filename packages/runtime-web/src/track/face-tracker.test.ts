import { beforeEach, describe, expect, it } from "@jest/globals";
import type { BoxFinder, FindOptions } from "../find/box-finder.ts";
import { TinyWorld } from "../testing/tiny-world.ts";
import { FaceTracker } from "./face-tracker.ts";
import type { TrackerOptions } from "./tracker-options.ts";

let world: TinyWorld;
let now: number;
beforeEach(() => {
  world = new TinyWorld();
  now = 0;
});

/** A finder that sees all faces of the world, and how often it was asked. */
function finder(): BoxFinder & { asked: (FindOptions | undefined)[] } {
  const asked: (FindOptions | undefined)[] = [];
  return {
    asked,
    async find(_image, options) {
      asked.push(options);
      return world.faces.map((_, i) => ({ box: world.box(i), score: 0.9 }));
    },
  };
}

/** The ids of the next frame, 40 ms later. */
async function ids(
  tracker: FaceTracker,
  boxes?: TinyWorld["calls"][0]["boxes"],
) {
  now += 40;
  const faces = await tracker.update(world.frame, now, boxes ? { boxes } : {});
  return faces.map(({ id }) => id);
}

const raw: TrackerOptions = { smoothing: false };

describe("FaceTracker", () => {
  it("follows a face from a box, each time from where it was, as turned as it was", async () => {
    const tracker = new FaceTracker(world, raw);
    world.faces = [{ x: 200, y: 200 }];
    const start = { ...world.box(0), x: world.box(0).x + 20 };
    const [first] = await tracker.update(world.frame, 0, { boxes: [start] });
    expect(first!.id).toBe(1);
    expect(first!.landmarks).toEqual(world.landmarks(0));
    // From the rough box, then from its own.
    expect(world.calls.map(({ boxes }) => boxes[0])).toEqual([
      start,
      world.box(0),
    ]);
    for (let step = 1; step < 8; step++) {
      world.faces = [{ x: 200 + 25 * step, y: 200, roll: 0.2 * step }];
      const [face, ...others] = await tracker.update(world.frame, 40 * step);
      expect(others).toEqual([]);
      expect(face).toMatchObject({
        id: 1,
        landmarks: world.landmarks(0),
        score: 0.9,
      });
    }
    const { boxes, roll } = world.calls.at(-1)!;
    // The box of the step before: as large as an upright head's, and turned with it.
    expect(roll[0]).toBeCloseTo(1.2, 5);
    world.faces = [{ x: 350, y: 200 }];
    expect(boxes[0]!.width).toBeCloseTo(world.box(0).width, 3);
    expect(boxes[0]!.x + boxes[0]!.width / 2).toBeCloseTo(350, 0);
  });

  it("loses a face that is gone, and knows it again within a second", async () => {
    const tracker = new FaceTracker(world, {
      ...raw,
      finder: finder(),
      findEvery: 0,
    });
    const here = { x: 200, y: 200 };
    world.faces = [here];
    expect(await ids(tracker)).toEqual([1]);
    world.faces = [];
    expect(await ids(tracker)).toEqual([]);
    world.faces = [{ ...here, x: 230 }];
    expect(await ids(tracker)).toEqual([1]);
    world.faces = [];
    expect(await ids(tracker)).toEqual([]);
    now += 1001;
    world.faces = [here];
    expect(await ids(tracker)).toEqual([2]);
    world.faces = [];
    expect(await ids(tracker)).toEqual([]);
    world.faces = [{ x: 500, y: 300 }];
    expect(await ids(tracker)).toEqual([3]);
  });

  it("loses a face that leaves the frame", async () => {
    const tracker = new FaceTracker(world, raw);
    world.faces = [{ x: 20, y: 200, size: 60 }];
    expect(await ids(tracker, [world.box(0)])).toEqual([1]);
    for (const x of [5, -10]) {
      world.faces = [{ x, y: 200, size: 60 }];
      expect(await ids(tracker)).toEqual([1]);
    }
    world.faces = [{ x: -21, y: 200, size: 60 }];
    expect(await ids(tracker)).toEqual([1]);
    expect(await ids(tracker)).toEqual([]);
  });

  it("keeps several faces apart, and each by its number", async () => {
    const tracker = new FaceTracker(world, { ...raw, most: 3 });
    world.faces = [100, 300, 500].map((x) => ({ x, y: 200 }));
    const boxes = world.faces.map((_, i) => world.box(i));
    expect(await ids(tracker, boxes)).toEqual([1, 2, 3]);
    // Boxes of a detector, in another order: nobody new, and one alignment call a frame.
    const before = world.calls.length;
    world.faces = [500, 100, 300].map((x) => ({ x, y: 210 }));
    expect(await ids(tracker, [...boxes].reverse())).toEqual([1, 2, 3]);
    expect(world.calls).toHaveLength(before + 1);
    // The second goes, the third stays the third; a new one gets a new number.
    world.faces = [500, 100].map((x) => ({ x, y: 210 }));
    expect(await ids(tracker)).toEqual([1, 3]);
    world.faces.push({ x: 300, y: 400, size: 100 });
    expect(await ids(tracker, [world.box(2)])).toEqual([1, 3, 4]);
  });

  it("follows one face once, the one that stayed", async () => {
    const tracker = new FaceTracker(world, { ...raw, most: 2 });
    world.faces = [
      { x: 200, y: 200 },
      { x: 270, y: 200 },
    ];
    const boxes = [world.box(0), world.box(1)];
    expect(await ids(tracker, boxes)).toEqual([1, 2]);
    // The first goes behind the second: its box now gives the second's landmarks.
    world.faces = [{ x: 270, y: 200 }];
    expect(await ids(tracker)).toEqual([2]);
    expect(await ids(tracker, [world.box(0), boxes[1]!])).toEqual([2]);
  });

  it("begins with the surest where there are too many", async () => {
    const two = finder();
    const tracker = new FaceTracker(world, { ...raw, finder: two, most: 2 });
    world.faces = [100, 300, 500].map((x) => ({ x, y: 200 }));
    expect(await ids(tracker)).toEqual([1, 2]);
    expect(two.asked).toEqual([{ most: 2 }]);
  });

  it("looks for further faces beside the frames, and not all the time", async () => {
    const slow = finder();
    const tracker = new FaceTracker(world, { ...raw, finder: slow, most: 2 });
    world.faces = [{ x: 100, y: 200 }];
    for (let frame = 0; frame < 12; frame++)
      expect(await ids(tracker)).toEqual([1]);
    // At 40 ms, then from 540 ms on.
    expect(slow.asked).toHaveLength(1);
    world.faces.push({ x: 400, y: 200 });
    expect(await ids(tracker)).toEqual([1]);
    expect(await ids(tracker)).toEqual([1]);
    expect(slow.asked).toHaveLength(2);
    expect(await ids(tracker)).toEqual([1, 2]);
    now += 1000;
    expect(await ids(tracker)).toEqual([1, 2]);
    expect(slow.asked).toHaveLength(2);
  });

  it("hands on what the finder fails with, and goes on", async () => {
    let broken = true;
    const whole = finder();
    const find: BoxFinder["find"] = (image, options) =>
      broken
        ? Promise.reject(new Error("no detector"))
        : whole.find(image, options);
    const tracker = new FaceTracker(world, {
      ...raw,
      finder: { find },
      findEvery: 0,
      most: 2,
    });
    world.faces = [{ x: 100, y: 200 }];
    await expect(ids(tracker)).rejects.toThrow("no detector");
    broken = false;
    expect(await ids(tracker)).toEqual([1]);
    broken = true;
    expect(await ids(tracker)).toEqual([1]);
    await expect(ids(tracker)).rejects.toThrow("no detector");
    broken = false;
    expect(await ids(tracker)).toEqual([1]);
  });

  it("takes no half-hearted face, but keeps one that it knows", async () => {
    const tracker = new FaceTracker(
      {
        alignAll: async (image, boxes, options) =>
          (await world.alignAll(image, boxes, options)).map((face) => ({
            ...face,
            score: face.score * certainty,
          })),
      },
      raw,
    );
    let certainty = 0.6;
    world.faces = [{ x: 200, y: 200 }];
    expect(await ids(tracker, [world.box(0)])).toEqual([]);
    certainty = 1;
    expect(await ids(tracker, [world.box(0)])).toEqual([1]);
    certainty = 0.6;
    expect(await ids(tracker)).toEqual([1]);
    certainty = 0.4;
    expect(await ids(tracker)).toEqual([]);
  });

  it("smooths by default: what trembles less than what moves", async () => {
    const tracker = new FaceTracker(world);
    world.faces = [{ x: 200, y: 200 }];
    const boxes = [world.box(0)];
    const nose = async () => {
      now += 33;
      const [face] = await tracker.update(world.frame, now, { boxes });
      return face!.landmarks[0]! - 200;
    };
    const begin = await nose();
    world.faces = [{ x: 202, y: 200 }];
    expect((await nose()) - begin).toBeLessThan(1.2);
    for (let frame = 0; frame < 60; frame++) await nose();
    expect((await nose()) - begin).toBeCloseTo(2, 1);
    world.faces = [{ x: 252, y: 200 }];
    expect((await nose()) - begin).toBeGreaterThan(40);
  });

  it("refuses a frame while another is worked on, and takes the next", async () => {
    const tracker = new FaceTracker(world, raw);
    world.faces = [{ x: 200, y: 200 }];
    const first = tracker.update(world.frame, 0, { boxes: [world.box(0)] });
    await expect(tracker.update(world.frame, 1)).rejects.toThrow(
      /Expected the frame before to be done for FaceTracker.update/,
    );
    expect(await first).toHaveLength(1);
    expect(await tracker.update(world.frame, 2)).toHaveLength(1);
  });

  it("refuses frames that it cannot order or begin with", async () => {
    const tracker = new FaceTracker(world);
    await expect(tracker.update(world.frame, 0)).rejects.toThrow(
      /a finder, or boxes to start from, for FaceTracker/,
    );
    world.faces = [{ x: 200, y: 200 }];
    const boxes = [world.box(0)];
    await tracker.update(world.frame, 100, { boxes });
    for (const timestamp of [99, NaN, Infinity])
      await expect(tracker.update(world.frame, timestamp)).rejects.toThrow(
        /ms from 100 on for timestamp/,
      );
    await expect(
      tracker.update(world.frame, 110, { boxes: [...boxes, ...boxes] }),
    ).rejects.toThrow(/at most 1 for boxes but received 2/);
    await expect(
      tracker.update(world.frame, 110, { boxes: [{ ...boxes[0]!, x: 700 }] }),
    ).rejects.toThrow(/inside the picture of 640 x 480 for boxes\[0\]/);
    await expect(tracker.update({} as never, 110)).rejects.toThrow(/for image/);
    expect(await tracker.update(world.frame, 120)).toHaveLength(1);
    tracker.reset();
    expect(await tracker.update(world.frame, 0)).toEqual([]);
  });

  it("forgets a search in the background when it is reset", async () => {
    let answer: (found: []) => void = () => undefined;
    const find: BoxFinder["find"] = (_image, options) => {
      signals.push(options?.signal);
      return new Promise((resolve) => (answer = resolve));
    };
    const signals: (AbortSignal | undefined)[] = [];
    const tracker = new FaceTracker(world, {
      ...raw,
      finder: { find },
      most: 2,
    });
    world.faces = [{ x: 200, y: 200 }];
    await tracker.update(world.frame, 0, { boxes: [world.box(0)] });
    tracker.reset();
    expect(signals[0]!.aborted).toBe(true);
    answer([]);
    await tracker.update(world.frame, 0, { boxes: [world.box(0)] });
    expect(signals).toHaveLength(2);
  });

  it.each<[TrackerOptions, RegExp]>([
    [{ most: 0 }, /whole number from 1 for most/],
    [{ findEvery: -1 }, /ms from 0 for findEvery/],
    [{ foundFrom: 0.3 }, /0 <= lostBelow <= foundFrom <= 1/],
    [{ smoothing: { slowest: 0 } }, /positive Hz for slowest/],
    [{ smoothing: { speedCutoff: NaN } }, /positive Hz for speedCutoff/],
    [{ smoothing: { perSpeed: -1 } }, /Hz from 0 for perSpeed/],
  ])("refuses the options %j", (options, message) => {
    expect(() => new FaceTracker(world, options)).toThrow(message);
  });
});
