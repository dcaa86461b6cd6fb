import { describe, expect, it } from "@jest/globals";
import { project, shape } from "@fdhm/morphable-model";
import { RecordingContext } from "../testing/recording-context.ts";
import { drawFit } from "./draw-fit.ts";
import { drawMesh } from "./draw-mesh.ts";

/** A cube about the origin, triangles counter-clockwise from outside, y up. */
const corners = Float32Array.from({ length: 24 }, (_, i) =>
  (Math.floor(i / 3) >> (i % 3)) & 1 ? 10 : -10,
);
const triangles = Uint32Array.of(
  ...[4, 5, 7, 4, 7, 6], // front, z = 10
  ...[1, 0, 2, 1, 2, 3], // back
  ...[5, 1, 3, 5, 3, 7], // right
  ...[0, 4, 6, 0, 6, 2], // left
  ...[6, 7, 3, 6, 3, 2], // top
  ...[0, 1, 5, 0, 5, 4], // bottom
);
const pose = { scale: 2, pitch: 0, yaw: 0, roll: 0, x: 50, y: 60 };

function draw(change: Partial<typeof pose>, options = {}) {
  const canvas = new RecordingContext();
  const vertices = project(corners, { ...pose, ...change });
  drawMesh(canvas.context, vertices, triangles, options);
  expect(canvas.depth).toBe(0);
  return canvas.painted;
}

describe("drawMesh", () => {
  it("fills what is turned to the camera", () => {
    const filled = draw({}).filter(({ kind }) => kind === "fill");
    expect(filled.map(({ path }) => path)).toEqual([
      [["M", 30.5, 80.5], ["L", 70.5, 80.5], ["L", 70.5, 40.5], ["Z"]],
      [["M", 30.5, 80.5], ["L", 70.5, 40.5], ["L", 30.5, 40.5], ["Z"]],
    ]);
  });

  it("draws the furthest first", () => {
    // Nose to the picture's left: of the sides the right one, which is seen, lies behind the front.
    const filled = draw({ yaw: 0.3 }).filter(({ kind }) => kind === "fill");
    const middles = filled.map(
      ({ path }) => path.slice(0, 3).reduce((sum, [, x]) => sum + x!, 0) / 3,
    );
    expect(filled).toHaveLength(4);
    expect(Math.min(...middles.slice(0, 2))).toBeGreaterThan(
      Math.max(...middles.slice(2)),
    );
  });

  it("lights what looks up and to the left most", () => {
    const brightness = (change: Partial<typeof pose>) =>
      Number(
        /rgb\((\d+) /.exec(
          draw(change, { colour: [200, 100, 0] }).at(-1)!.style,
        )![1],
      );
    const frontal = brightness({});
    expect(frontal).toBe(Math.round(200 * (110 / 128)));
    expect(brightness({ yaw: 0.3 })).toBeGreaterThan(frontal);
    expect(brightness({ yaw: -0.3 })).toBeLessThan(frontal);
    expect(brightness({ pitch: 0.3 })).toBeGreaterThan(frontal);
    expect(brightness({ pitch: -0.3 })).toBeLessThan(frontal);
  });

  it("strokes all edges at once in a wireframe", () => {
    const colour = [1, 2, 3] as const;
    const [lines, ...rest] = draw({}, { style: "wireframe", colour, width: 2 });
    expect(rest).toEqual([]);
    expect(lines).toMatchObject({
      kind: "stroke",
      style: "rgb(1 2 3)",
      lineWidth: 2,
    });
    expect(lines!.path).toHaveLength(8);
  });

  it("refuses meshes and options that are none", () => {
    const { context, painted } = new RecordingContext();
    expect(() => drawMesh(context, new Float32Array(4), triangles)).toThrow(
      /xyz triples \(3 V numbers\) for vertices/,
    );
    expect(() => drawMesh(context, new Float32Array(21), triangles)).toThrow(
      /indices below 7 for triangle 0/,
    );
    expect(() => drawMesh(context, corners, new Uint32Array(4))).toThrow(
      /3 T indices/,
    );
    expect(() =>
      drawMesh(context, corners.slice().fill(NaN, 12), triangles),
    ).toThrow(/finite px for vertices of triangle 0/);
    expect(() =>
      drawMesh(context, corners, triangles, { style: "solid" as "shaded" }),
    ).toThrow(/"wireframe" or "shaded" for style/);
    expect(() =>
      drawMesh(context, corners, triangles, { colour: [0, 300, 0] }),
    ).toThrow(/3 numbers from 0 to 255 for colour/);
    expect(() => drawMesh(context, corners, triangles, { width: 0 })).toThrow(
      /positive px for width/,
    );
    expect(painted).toEqual([]);
  });
});

describe("drawFit", () => {
  it("draws the shape where its pose puts it", () => {
    const model = {
      vertexCount: 8,
      mean: corners,
      identity: corners.map((value) => value / 10),
      expression: new Float32Array(0),
      triangles,
    };
    const fit = {
      pose: { ...pose, yaw: 0.2 },
      identity: Float32Array.of(3),
      expression: new Float32Array(),
    };
    const canvas = new RecordingContext();
    drawFit(canvas.context, model, fit, { style: "wireframe" });
    const other = new RecordingContext();
    const vertices = project(shape(model, [3], []), fit.pose);
    drawMesh(other.context, vertices, triangles, { style: "wireframe" });
    expect(canvas.painted).toEqual(other.painted);
    const right = Math.max(...canvas.painted[0]!.path.map(([, x]) => x ?? 0));
    expect(right).toBeCloseTo(50.5 + 26 * (Math.cos(0.2) + Math.sin(0.2)), 3);
  });
});
