import { describe, expect, it } from "@jest/globals";
import { vertexNormals } from "@fdhm/morphable-model";
import { SPHERE_NORMALS, SPHERE_TRIANGLES } from "./sphere.ts";

describe("the sphere", () => {
  it("has triangles that face outwards", () => {
    const normals = vertexNormals(SPHERE_NORMALS, SPHERE_TRIANGLES);
    // The poles' vertices are many in one place, each with a part of the surface.
    for (let i = 3 * 24; i < normals.length - 3 * 24; i += 3) {
      const [x, y, z] = normals.subarray(i, i + 3);
      const [u, v, w] = SPHERE_NORMALS.subarray(i, i + 3);
      expect(x! * u! + y! * v! + z! * w!).toBeGreaterThan(0.99);
    }
  });
});
