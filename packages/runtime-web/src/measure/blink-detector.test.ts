import { describe, expect, it } from "@jest/globals";
import { openFacePoints } from "../testing/open-face-points.ts";
import {
  type Blink,
  BlinkDetector,
  type BlinkOptions,
} from "./blink-detector.ts";
import { eyeOpenings } from "./eye-openings.ts";

/** Feeds openings of both eyes, one frame in 40 ms; gives the blinks and when the right eye was closed. */
function watch(
  openings: readonly (number | readonly [number | undefined, number])[],
  options?: BlinkOptions,
) {
  const detector = new BlinkDetector(options);
  const blinks: Blink[] = [];
  const closed = openings.map((opening, i) => {
    const [right, left] =
      typeof opening === "number" ? [opening, opening] : opening;
    const states = detector.update(
      { ...(right !== undefined && { right }), left },
      40 * i,
    );
    if (states.blink) blinks.push(states.blink);
    return states.rightClosed;
  });
  return {
    blinks,
    closed: closed.map((value) => (value ? "x" : "-")).join(""),
  };
}

const open = Array<number>(10).fill(0.3);

describe("BlinkDetector", () => {
  it("tells a blink once, when the eyes are open again", () => {
    const { blinks, closed } = watch([...open, 0.15, 0.1, 0.2, ...open]);
    expect(closed).toBe("----------xxx----------");
    expect(blinks).toEqual([{ eyes: "both", start: 400, duration: 120 }]);
  });

  it("does not flicker where an eye hovers about a threshold", () => {
    // 0.21 is the threshold of an open eye at 0.3, 0.24 that of a closed one.
    const between = [0.22, 0.2, 0.23, 0.2, 0.23, 0.25, 0.22, 0.23];
    const { blinks, closed } = watch([...open, ...between, ...open]);
    expect(closed).toBe("-----------xxxx-------------");
    expect(blinks).toHaveLength(1);
  });

  it("tells a wink from a blink", () => {
    const { blinks } = watch([
      ...open,
      [0.1, 0.3],
      [0.1, 0.3],
      ...open,
      [0.3, 0.1],
      [0.1, 0.1],
      [0.1, 0.3],
      ...open,
    ]);
    expect(blinks.map(({ eyes }) => eyes)).toEqual(["right", "both"]);
  });

  it("calls eyes that stay closed closed, and no blink", () => {
    const asleep = Array<number>(1500).fill(0.1); // a minute
    const { blinks, closed } = watch([...open, ...asleep, ...open]);
    expect(closed).toBe("-".repeat(10) + "x".repeat(1500) + "-".repeat(10));
    expect(blinks).toEqual([]);
    expect(watch([...open, 0.1, 0.1, ...open], { longest: 50 }).blinks).toEqual(
      [],
    );
  });

  it("knows narrow eyes, and eyes that begin closed", () => {
    const narrow = Array<number>(10).fill(0.14);
    expect(watch([...narrow, 0.08, ...narrow]).blinks).toHaveLength(1);
    const late = [
      ...Array<number>(5).fill(0.1),
      ...Array<number>(40).fill(0.3),
    ];
    expect(watch([...late, 0.15, 0.3]).blinks).toHaveLength(1);
  });

  it("takes what an eye has become for usual", () => {
    const slow = Array.from({ length: 500 }, (_, i) => 0.3 - 0.0003 * i); // tired over 20 s
    const { closed, blinks } = watch([
      ...slow,
      0.07,
      ...Array<number>(5).fill(0.15),
    ]);
    expect(closed).toBe("-".repeat(500) + "x" + "-".repeat(5));
    expect(blinks).toHaveLength(1);
  });

  it("leaves an eye alone that is not seen", () => {
    const turned = [
      ...open,
      [undefined, 0.1],
      [undefined, 0.1],
      ...open,
    ] as const;
    const { blinks, closed } = watch(turned);
    expect(closed).not.toContain("x");
    expect(blinks).toEqual([{ eyes: "left", start: 400, duration: 80 }]);
  });

  it("finds the blink of a face that turns its head", async () => {
    const detector = new BlinkDetector();
    const lids = [0, 0, 0.2, 0.9, 1, 0.6, 0.1, 0, 0, 0];
    const blinks: Blink[] = [];
    for (const [i, closed] of lids.entries()) {
      const face = { expressions: { "closed-eyes": closed }, yaw: 8 * i };
      const openings = eyeOpenings(await openFacePoints(face));
      const { blink } = detector.update(openings, 33 * i);
      if (blink) blinks.push(blink);
    }
    expect(blinks).toEqual([{ eyes: "both", start: 99, duration: 99 }]);
  });

  it("refuses what it cannot follow", () => {
    expect(() => new BlinkDetector({ closedBelow: 0.9 })).toThrow(
      /0 < closedBelow <= openFrom < 1/,
    );
    expect(() => new BlinkDetector({ longest: 0 })).toThrow(/ms for longest/);
    const detector = new BlinkDetector();
    detector.update({ right: 0.3, left: 0.3 }, 50);
    expect(() => detector.update({ right: 0.3, left: NaN }, 60)).toThrow(
      /ratio from 0 for openings.left but received NaN/,
    );
    expect(() => detector.update({ right: 0.3, left: 0.3 }, 49)).toThrow(
      /ms from 50 on for timestamp but received 49/,
    );
  });
});
