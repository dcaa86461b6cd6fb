import { describe, expect, it } from "@jest/globals";
import { headFrame } from "./head-frame.ts";

/** A head whose jaw ends at (-70, 35, -58) and (74, 37, -62), with its chin at -66 and the nose's root at 40. */
const landmarks = new Float32Array(204);
landmarks.set([-70, 35, -58], 0);
landmarks.set([74, 37, -62], 48);
landmarks.set([0, -66, 5], 24);
landmarks.set([0, 40, 14], 81);

describe("headFrame", () => {
  it("measures by half the width between the jaw's ends", () => {
    const frame = headFrame(landmarks);
    expect(frame.unit).toBe(72);
    expect(frame.chinY).toBe(-66);
    expect(frame.earZ).toBe(-60);
    expect(frame.centre[0]).toBe(2);
    expect(frame.centre[1]).toBeCloseTo(54.4, 5);
    expect(frame.centre[2]).toBeCloseTo(-52.8, 5);
  });
});
