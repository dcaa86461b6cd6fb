import { describe, it } from "@jest/globals";
import { depthMap, normalMap, pncc, uvMap } from "./attribute-maps.ts";
import { backgroundMesh, turnBackgroundMesh } from "./background-mesh.ts";
import { composite } from "./composite.ts";
import { lightVertices } from "./lighting.ts";
import { createRasterTarget } from "./raster-target.ts";
import { rasterise } from "./rasterise.ts";
import type { AttributeMap } from "./rasterise-attributes.ts";
import { rotation } from "./rotation.ts";
import { chequers, ellipsoid } from "./testing/ellipsoid.test.fixture.ts";
import { expectGolden } from "./testing/expect-golden.test.fixture.ts";
import { createTexture } from "./texture.ts";
import { textureFromPicture } from "./texture-from-picture.ts";
import { vertexNormals } from "./vertex-normals.ts";
import { project } from "./weak-perspective.ts";

const SIZE = 96;
const head = ellipsoid();
const pose = { scale: 0.38, pitch: 0.2, yaw: 0.5, roll: 0.15, x: 47, y: 49 };
const mesh = { ...head, vertices: project(head.points, pose) };

/** The head, lit from the upper right, before grey stripes. */
function photograph(samples: number) {
  const target = createRasterTarget(SIZE, SIZE, samples);
  const light = lightVertices(
    vertexNormals(head.points, head.triangles),
    rotation(pose.pitch, pose.yaw, pose.roll),
    {
      ambient: [0.3, 0.3, 0.4],
      lights: [{ direction: [1, 1, 1], colour: [0.9, 0.8, 0.7] }],
    },
  );
  const texture = createTexture(chequers(128));
  rasterise({ ...mesh, texture, light }, target);
  const data = Uint8Array.from(
    { length: 3 * SIZE * SIZE },
    (_, i) => 60 + 40 * (Math.floor(i / 24) % 2),
  );
  const picture = { data, width: SIZE, height: SIZE, channels: 3 } as const;
  composite(target, picture);
  return picture;
}

/** A map as colours: the first three channels, from `low` to `high`. */
function colours(map: AttributeMap, low: number, high: number): Uint8Array {
  return Uint8Array.from({ length: 3 * SIZE * SIZE }, (_, i) => {
    const at = Math.floor(i / 3);
    if (!map.covered[at]) return 0;
    const value = map.data[at * map.channels + (i % 3)];
    if (i % 3 >= map.channels || value === undefined) return 0;
    return Math.round((255 * (value - low)) / (high - low));
  });
}

describe("golden pictures", () => {
  it.each([1, 2])("a head, lit and with a skin, %d x samples", (samples) => {
    expectGolden(`head-${samples}`, photograph(samples).data, SIZE, SIZE);
  });

  it.each([
    ["depth", depthMap(mesh, SIZE, SIZE), -40, 40],
    ["normals", normalMap(mesh, SIZE, SIZE), -1, 1],
    ["uv", uvMap(mesh, head.uv, SIZE, SIZE), 0, 1],
    ["pncc", pncc(mesh, head.points, SIZE, SIZE), 0, 1],
  ])("its %s map", (name, map, low, high) => {
    expectGolden(name, colours(map, low, high), SIZE, SIZE);
  });

  it("its skin out of the photograph", () => {
    const { data } = textureFromPicture(photograph(2), mesh, { size: SIZE });
    expectGolden("skin", data, SIZE, SIZE);
  });

  it("the photograph with the head turned further", () => {
    const picture = photograph(2);
    const sheet = backgroundMesh(mesh, SIZE, SIZE);
    const to = { ...pose, yaw: pose.yaw + 0.5 };
    const vertices = turnBackgroundMesh(sheet, pose, to);
    const target = createRasterTarget(SIZE, SIZE);
    rasterise({ ...sheet, vertices, texture: createTexture(picture) }, target);
    expectGolden("turned", target.colour, SIZE, SIZE);
  });
});
