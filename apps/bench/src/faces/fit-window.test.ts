import { describe, expect, it } from "@jest/globals";
import type { WindowFit } from "../models/landmark-model.ts";
import { peppaSlim160 } from "../peers/peppa-slim160.ts";
import { fitWindow } from "./fit-window.ts";

const truth = new Float32Array(204).map((_, i) => ((i * 37) % 100) + i / 7);
const faces = [0, 0.9, 1.4].map((yaw, i) => ({
  name: `face ${i}`,
  box: { x: 0, y: 0, width: 100, height: 100 },
  yaw,
  official: truth,
  reannotated: truth,
  readPicture: async () => ({
    ...{ width: 1, height: 1, channels: 3 as const },
    data: new Uint8Array(3),
  }),
}));

/** A model that errs by how far its window is from the one it was made for. */
const stage = (best: WindowFit) => ({
  model: {
    ...peppaSlim160,
    ...{ path: "tiny.onnx", bytes: new Uint8Array(0), parameters: 0 },
    runsIn: ["wasm"] as const,
  },
  align: async (_: unknown, __: unknown, window?: WindowFit) => {
    const off =
      Math.abs(window!.scale - best.scale) +
      2 * Math.abs(window!.shift[1] - best.shift[1]) +
      (window!.base === best.base ? 0 : 0.1);
    return truth.map((value) => value + 20 * off);
  },
});

describe("fitWindow", () => {
  it.each(["mean", "longer"] as const)(
    "walks to the window that a model errs least with (%s)",
    async (base) => {
      const best = { base, scale: 1.2, shift: [0, 0.06] } as const;
      const tried: number[] = [];
      const fit = await fitWindow(stage(best), faces, (_, error) =>
        tried.push(error),
      );
      // The grid's steps are 0.03 of scale and 0.015 of the shift.
      expect(fit.window).toEqual(best);
      expect(fit.error).toBeCloseTo(0, 6);
      expect(fit.tried).toBe(tried.length);
      expect(Math.min(...tried)).toBe(fit.error);
    },
  );
});
