import { describe, expect, it } from "@jest/globals";
import type { Picture } from "@fdhm/landmarks";
import { composite } from "./composite.ts";
import { chequers, ellipsoid } from "./testing/ellipsoid.test.fixture.ts";
import { createRasterTarget } from "./raster-target.ts";
import { rasterise } from "./rasterise.ts";
import { createTexture, type TextureLevel } from "./texture.ts";
import { textureFromPicture } from "./texture-from-picture.ts";
import { project } from "./weak-perspective.ts";

const SIZE = 160;
const head = ellipsoid();
const pose = { scale: 0.6, pitch: 0.1, yaw: 0.4, roll: 0, x: 80, y: 80 };

function photograph(skin: TextureLevel, yaw = pose.yaw): Picture {
  const target = createRasterTarget(SIZE, SIZE);
  const vertices = project(head.points, { ...pose, yaw });
  rasterise({ ...head, vertices, texture: createTexture(skin) }, target);
  const data = new Uint8Array(3 * SIZE * SIZE).fill(10);
  const picture: Picture = { data, width: SIZE, height: SIZE, channels: 3 };
  composite(target, picture);
  return picture;
}

function meanDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
  return sum / a.length;
}

/** A wall over the whole of a picture whose skin's pixels are the picture's. */
const wall = (size: number, z: number) => ({
  vertices: new Float32Array(
    [
      [-0.5, -0.5, z],
      [-0.5, size - 0.5, z],
      [size - 0.5, size - 0.5, z],
      [size - 0.5, -0.5, z],
    ].flat(),
  ),
  triangles: new Uint32Array([0, 1, 2, 0, 2, 3]),
  uv: new Float32Array([0, 0, 0, 1, 1, 1, 1, 0]),
});

describe("textureFromPicture", () => {
  it.each([3, 4] as const)(
    "copies the picture where both grids agree, %d channels",
    (channels) => {
      const skin = chequers(32);
      const data =
        channels === 3
          ? skin.data
          : Uint8Array.from({ length: 4 * 32 * 32 }, (_, i) =>
              i % 4 === 3 ? 0 : skin.data[3 * (i >> 2) + (i % 4)]!,
            );
      const picture = { data, width: 32, height: 32, channels };
      const texture = textureFromPicture(picture, wall(32, 0), { size: 32 });
      expect(texture.data).toEqual(skin.data);
    },
  );

  it("gives the photograph back when it is drawn in the same pose", () => {
    const picture = photograph(chequers(128));
    const vertices = project(head.points, pose);
    const texture = textureFromPicture(picture, { ...head, vertices });
    expect(texture).toMatchObject({ width: 512, height: 512 });
    const again = photograph(texture);
    expect(meanDifference(again.data, picture.data)).toBeLessThan(1);
  });

  it("knows the skin that is seen, and takes what is not from the skin given, in the photograph's light", () => {
    const skin = chequers(128);
    const dim = { ...skin, data: skin.data.map((value) => value * 0.7) };
    const vertices = project(head.points, pose);
    const picture = photograph(dim);
    const mesh = { ...head, vertices };
    const texture = textureFromPicture(picture, mesh, { size: 128, skin });
    // Front and back, poles left out: all that a turn of the head can show.
    const middle = (data: Uint8Array) =>
      data.subarray(3 * 128 * 20, 3 * 128 * 108);
    expect(meanDifference(middle(texture.data), middle(dim.data))).toBeLessThan(
      8,
    );
    // The back of the head alone, which the photograph does not show.
    const back = (data: Uint8Array) =>
      data.filter((_, i) => Math.floor(i / 3) % 128 > 115);
    expect(meanDifference(back(texture.data), back(dim.data))).toBeLessThan(10);
    expect(meanDifference(back(texture.data), back(skin.data))).toBeGreaterThan(
      20,
    );
  });

  it("does not put what is in front on what is behind", () => {
    // A red card hangs before the middle of a blue wall; both have their own part of the skin.
    const size = 24;
    const [behind, before] = [wall(size, 0), wall(size / 2, 9)];
    const mesh = {
      vertices: new Float32Array([
        ...behind.vertices,
        ...before.vertices.map((v, i) => (i % 3 < 2 ? v + size / 4 : v)),
      ]),
      triangles: new Uint32Array([0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7]),
      uv: new Float32Array([
        ...behind.uv.map((value, i) => (i % 2 ? value : value / 2)),
        ...before.uv.map((value, i) => (i % 2 ? value : (value + 1) / 2)),
      ]),
    };
    const data = new Uint8Array(3 * size * size);
    for (let at = 0; at < size * size; at++) {
      const inside = (i: number) => i >= size / 4 && i < (3 * size) / 4;
      const red = inside(at % size) && inside(Math.floor(at / size));
      data.set(red ? [200, 0, 0] : [0, 0, 200], 3 * at);
    }
    const picture: Picture = { data, width: size, height: size, channels: 3 };
    const texture = textureFromPicture(picture, mesh, { size: 2 * size });
    for (let y = 1; y < 2 * size - 1; y++)
      for (let x = 1; x < 2 * size - 1; x++) {
        const at = 3 * (y * 2 * size + x);
        if (Math.abs(x - size) < 2) continue;
        // At the card's edge pixels are interpolated, no more than that.
        expect(texture.data[at]! > 120).toBe(x > size);
        expect(texture.data[at + 2]! > 120).toBe(x < size);
      }
  });

  it("refuses a face outside of the picture, and settings that cannot be", () => {
    const picture = photograph(chequers(16));
    const vertices = project(head.points, pose);
    const mesh = { ...head, vertices };
    const far = { ...head, vertices: vertices.map((value) => value + 999) };
    expect(() => textureFromPicture(picture, far)).toThrow(
      /a face that the picture shows for mesh/,
    );
    expect(() => textureFromPicture(picture, mesh, { size: 0 })).toThrow(
      /size/,
    );
    expect(() =>
      textureFromPicture(picture, { ...mesh, uv: new Float32Array(4) }),
    ).toThrow(/for uv/);
    const skin = { width: 2, height: 2, data: new Uint8Array(3) };
    expect(() => textureFromPicture(picture, mesh, { skin })).toThrow(/skin/);
  });
});
