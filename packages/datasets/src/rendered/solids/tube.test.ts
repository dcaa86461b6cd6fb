import { describe, expect, it } from "@jest/globals";
import { vertexNormals } from "@fdhm/morphable-model";
import type { Mesh } from "./grid.ts";
import { capsule, tube } from "./tube.ts";

/** Smallest cosine between a vertex's normal and the direction away from the nearest point of the axis x = 0, z = 0. */
function leastOutwards({ vertices, triangles }: Mesh): number {
  const normals = vertexNormals(vertices, triangles);
  let least = 1;
  for (let i = 0; i < vertices.length; i += 3) {
    const away = Math.hypot(vertices[i]!, vertices[i + 2]!);
    if (away < 0.5) continue;
    const cosine =
      (normals[i]! * vertices[i]! + normals[i + 2]! * vertices[i + 2]!) / away;
    least = Math.min(least, cosine);
  }
  return least;
}

describe("tube", () => {
  it("keeps its radius about the axis and faces outwards", () => {
    const axis = [3, 1, -1, -3].map((y) => ({
      at: [0, y, 0] as const,
      radius: 1,
    }));
    const shape = { corners: 8, up: [0, 0, 1] as const, flatness: 1 };
    const mesh = tube(axis, { ...shape, closed: false });
    for (let i = 0; i < mesh.vertices.length; i += 3)
      expect(Math.hypot(mesh.vertices[i]!, mesh.vertices[i + 2]!)).toBeCloseTo(
        1,
      );
    expect(leastOutwards(mesh)).toBeGreaterThan(0.9);
    const upwards = tube([...axis].reverse(), { ...shape, closed: false });
    expect(leastOutwards(upwards)).toBeGreaterThan(0.9);
  });

  it("flattens along `up` and closes rings", () => {
    const axis = Array.from({ length: 12 }, (_, i) => ({
      at: [
        5 * Math.cos((Math.PI * i) / 6),
        5 * Math.sin((Math.PI * i) / 6),
        0,
      ] as const,
      radius: 1,
    }));
    const ring = tube(axis, {
      corners: 8,
      up: [0, 0, 1],
      flatness: 0.2,
      closed: true,
    });
    const depth = ring.vertices.filter((_, i) => i % 3 === 2);
    expect(Math.max(...depth)).toBeCloseTo(0.2, 5);
    // Twelve joints of eight sides of two triangles each, and a thirteenth ring of vertices that closes it.
    expect(ring.triangles.length).toBe(3 * 12 * 8 * 2);
  });
});

describe("capsule", () => {
  it("reaches a radius beyond both ends", () => {
    const mesh = capsule([0, 2, 0], [0, -2, 0], 0.6);
    const heights = mesh.vertices.filter((_, i) => i % 3 === 1);
    expect(Math.max(...heights)).toBeCloseTo(2.6, 5);
    expect(Math.min(...heights)).toBeCloseTo(-2.6, 5);
    expect(leastOutwards(mesh)).toBeGreaterThan(0.5);
  });
});
