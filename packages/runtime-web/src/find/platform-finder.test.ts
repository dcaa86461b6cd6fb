import { afterEach, describe, expect, it } from "@jest/globals";
import { platformFinder, type PlatformDetector } from "./platform-finder.ts";

const canvas = { width: 640, height: 480 } as HTMLCanvasElement;
const small = { x: 10, y: 20, width: 50, height: 60 };
const large = { x: 200, y: 20, width: 150, height: 160 };

class FakeDetector implements PlatformDetector {
  async detect() {
    return [small, large].map((boundingBox) => ({
      boundingBox,
      landmarks: [],
    }));
  }
}

const scope = globalThis as { FaceDetector?: unknown };
afterEach(() => {
  delete scope.FaceDetector;
});

describe("platformFinder", () => {
  it("gives boxes, the largest first and as many as are wanted", async () => {
    const finder = platformFinder(new FakeDetector());
    expect(await finder.find(canvas)).toEqual([
      { box: large, score: 1 },
      { box: small, score: 1 },
    ]);
    expect(await finder.find(canvas, { most: 1 })).toEqual([
      { box: large, score: 1 },
    ]);
  });

  it("brings boxes to where the landmarks are", async () => {
    const options = { scale: 0.5, shift: [0, 0.25] } as const;
    const [face] = await platformFinder(new FakeDetector(), options).find(
      canvas,
    );
    expect(face!.box).toEqual({ x: 237.5, y: 100, width: 75, height: 80 });
  });

  it("takes the page's own detector, where there is one", async () => {
    expect(() => platformFinder()).toThrow(
      "Expected a browser with a FaceDetector for detector but received",
    );
    scope.FaceDetector = FakeDetector;
    expect(await platformFinder().find(canvas)).toHaveLength(2);
  });

  it("ends with the signal's reason, and refuses what makes no sense", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const finder = platformFinder({
      async detect() {
        controller.abort(new Error("enough"));
        return [];
      },
    });
    await expect(finder.find(canvas, { signal })).rejects.toThrow("enough");
    await expect(finder.find(canvas, { most: 0 })).rejects.toThrow("most");
    expect(() => platformFinder({} as PlatformDetector)).toThrow(
      "Expected a FaceDetector for detector",
    );
    expect(() =>
      platformFinder(new FakeDetector(), { shift: [NaN, 0] }),
    ).toThrow("shift");
  });
});
