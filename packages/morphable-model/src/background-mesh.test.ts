import { describe, expect, it } from "@jest/globals";
import {
  type BackgroundMesh,
  backgroundMesh,
  turnBackgroundMesh,
} from "./background-mesh.ts";
import { composite, coverage } from "./composite.ts";
import { chequers, ellipsoid } from "./testing/ellipsoid.test.fixture.ts";
import { createRasterTarget, type RasterTarget } from "./raster-target.ts";
import { rasterise } from "./rasterise.ts";
import { createTexture } from "./texture.ts";
import { project } from "./weak-perspective.ts";

const [WIDTH, HEIGHT] = [200, 180];
const head = ellipsoid();
const pose = { scale: 0.5, pitch: 0.05, yaw: 0.25, roll: 0.1, x: 105, y: 88 };
const RIGHT = Math.PI / 6;

function drawHead(target: RasterTarget, yaw: number): void {
  const texture = createTexture(chequers(256));
  const vertices = project(head.points, { ...pose, yaw });
  rasterise({ ...head, vertices, texture }, target);
}

/** The head before a wall of stripes. */
function photograph() {
  const target = createRasterTarget(WIDTH, HEIGHT);
  drawHead(target, pose.yaw);
  const data = Uint8Array.from(
    { length: 3 * WIDTH * HEIGHT },
    (_, i) => 60 + 40 * (Math.floor(i / 30) % 2),
  );
  const picture = { data, width: WIDTH, height: HEIGHT, channels: 3 } as const;
  composite(target, picture);
  return picture;
}

const picture = photograph();
const vertices = project(head.points, pose);
const sheet = backgroundMesh({ ...head, vertices }, WIDTH, HEIGHT);

function drawSheet(mesh: BackgroundMesh): RasterTarget {
  const target = createRasterTarget(WIDTH, HEIGHT);
  rasterise({ ...mesh, texture: createTexture(picture) }, target);
  return target;
}

function turned(yaw: number): BackgroundMesh {
  const moved = turnBackgroundMesh(sheet, pose, { ...pose, yaw });
  return { ...sheet, vertices: moved };
}

describe("backgroundMesh", () => {
  it("gives the photograph back as long as nothing is turned", () => {
    const { colour } = drawSheet(sheet);
    let sum = 0;
    colour.forEach((value, i) => (sum += Math.abs(value - picture.data[i]!)));
    expect(sum / colour.length).toBeLessThan(0.1);
  });

  it("takes the vertices that the photograph shows, and only those", () => {
    const { faceVertices } = sheet;
    const front = [...faceVertices].map((vertex) => vertices[3 * vertex + 2]!);
    expect(Math.min(...front)).toBeGreaterThan(-12);
    // About half of an ellipsoid, without what is seen edge on.
    const share = faceVertices.length / (vertices.length / 3);
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.5);
  });

  it("keeps what lies hidden behind something else out of the sheet", () => {
    const card = [
      [90, 70, 99],
      [90, 110, 99],
      [130, 110, 99],
      [130, 70, 99],
    ].flat();
    const count = vertices.length / 3;
    const both = {
      vertices: new Float32Array([...vertices, ...card]),
      triangles: new Uint32Array([
        ...head.triangles,
        ...[0, 1, 2, 0, 2, 3].map((v) => v + count),
      ]),
    };
    const mesh = backgroundMesh(both, WIDTH, HEIGHT);
    const hidden = [...mesh.faceVertices].filter((vertex) => {
      const [x, y] = both.vertices.subarray(3 * vertex, 3 * vertex + 2);
      return x! > 91 && x! < 129 && y! > 71 && y! < 109;
    });
    expect(hidden).toEqual([]);
    expect([...mesh.faceVertices.slice(-4)]).toEqual(
      [0, 1, 2, 3].map((v) => v + count),
    );
  });

  it.each([-90, -60, -30, 30, 60, 90])(
    "leaves no hole in the picture when turned by %d degrees",
    (degrees) => {
      const mesh = turned(pose.yaw + (degrees * Math.PI) / 180);
      const target = drawSheet(mesh);
      expect(coverage(target).every((value) => value === 255)).toBe(true);
    },
  );

  it("moves the face as project tells, and the picture's edge not at all", () => {
    const yaw = pose.yaw + RIGHT;
    const wanted = project(head.points, { ...pose, yaw });
    const mesh = turned(yaw);
    mesh.faceVertices.forEach((vertex, i) => {
      for (let axis = 0; axis < 3; axis++)
        expect(mesh.vertices[3 * i + axis]).toBeCloseTo(
          wanted[3 * vertex + axis]!,
          3,
        );
    });
    let pinned = 0;
    mesh.rigidity.forEach((share, i) => {
      if (share > 0) return;
      pinned++;
      const at = [3 * i, 3 * i + 3] as const;
      expect(mesh.vertices.subarray(...at)).toEqual(
        sheet.vertices.subarray(...at),
      );
    });
    expect(pinned).toBe(32);
  });

  it("shows the face at 30 degrees as the camera would have seen it", () => {
    const yaw = pose.yaw + RIGHT;
    const { colour } = drawSheet(turned(yaw));
    const truth = createRasterTarget(WIDTH, HEIGHT);
    drawHead(truth, yaw);
    // Of the half of the head that both poses show well: a meridian seen at 0 to 40 degrees in the first.
    let [sum, count] = [0, 0];
    for (let y = 60; y < 120; y++)
      for (let x = 75; x < 110; x++)
        for (let c = 0; c < 3; c++) {
          const at = 3 * (y * WIDTH + x) + c;
          sum += Math.abs(colour[at]! - truth.colour[at]!);
          count++;
        }
    expect(sum / count).toBeLessThan(6);
  });

  it("refuses a face that the picture does not show", () => {
    const far = vertices.map((value) => value + 999);
    expect(() =>
      backgroundMesh({ ...head, vertices: far }, WIDTH, HEIGHT),
    ).toThrow(/at least three vertices that the picture shows for mesh/);
    const odd = vertices.subarray(0, 7);
    expect(() =>
      backgroundMesh({ ...head, vertices: odd }, WIDTH, HEIGHT),
    ).toThrow(/xyz triples/);
  });
});
