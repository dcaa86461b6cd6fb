import { describe, expect, it } from "@jest/globals";
import { mediapipeFinder, type MediapipeDetector } from "./mediapipe-finder.ts";

const canvas = { width: 640, height: 480 } as HTMLCanvasElement;

/** As a detector answers: with an angle, key points and names that nobody looks at. */
function detector(
  ...faces: { x: number; score: number }[]
): MediapipeDetector & { asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    detect(image) {
      asked.push(image);
      return {
        detections: faces.map(({ x, score }) => ({
          boundingBox: {
            originX: x,
            originY: 20,
            width: 100,
            height: 80,
            angle: 0,
          },
          categories: [{ score, index: 0, categoryName: "", displayName: "" }],
          keypoints: [],
        })),
      };
    },
  };
}

describe("mediapipeFinder", () => {
  it("gives boxes and scores, the surest first and as many as are wanted", async () => {
    const detects = detector({ x: 10, score: 0.6 }, { x: 300, score: 0.9 });
    const finder = mediapipeFinder(detects);
    expect(await finder.find(canvas)).toEqual([
      { box: { x: 300, y: 20, width: 100, height: 80 }, score: 0.9 },
      { box: { x: 10, y: 20, width: 100, height: 80 }, score: 0.6 },
    ]);
    expect(await finder.find(canvas, { most: 1 })).toHaveLength(1);
    expect(detects.asked).toEqual([canvas, canvas]);
  });

  it("brings boxes to where the landmarks are", async () => {
    const finder = mediapipeFinder(detector({ x: 10, score: 1 }), {
      scale: [1, 0.5],
      shift: [0, 0.25],
    });
    const [face] = await finder.find(canvas);
    expect(face!.box).toEqual({ x: 10, y: 60, width: 100, height: 40 });
  });

  it("leaves out what has no box", async () => {
    const finder = mediapipeFinder({
      detect: () => ({ detections: [{ categories: [{ score: 0.9 }] }] }),
    });
    expect(await finder.find(canvas)).toEqual([]);
  });

  it("does not begin once it is aborted, and refuses what makes no sense", async () => {
    const detects = detector();
    const finder = mediapipeFinder(detects);
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(finder.find(canvas, { signal })).rejects.toThrow("enough");
    await expect(finder.find(canvas, { most: 1.5 })).rejects.toThrow("most");
    await expect(
      finder.find({ width: 0, height: 0 } as HTMLCanvasElement),
    ).rejects.toThrow("an image with pixels");
    expect(detects.asked).toEqual([]);
    expect(() => mediapipeFinder({} as MediapipeDetector)).toThrow(
      "Expected a FaceDetector of @mediapipe/tasks-vision for detector",
    );
    expect(() => mediapipeFinder(detects, { scale: -1 })).toThrow("scale");
  });
});
