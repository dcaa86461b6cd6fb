import { describe, expect, it } from "@jest/globals";
import { Logger, WebIO } from "@gltf-transform/core";
import { chequers, ellipsoid } from "./testing/ellipsoid.test.fixture.ts";
import { readPng } from "./testing/read-png.test.fixture.ts";
import { writeGltf } from "./write-gltf.ts";

const mesh = { ...ellipsoid(), skin: chequers(16) };

describe("writeGltf", () => {
  it("writes a face so that it can be read again, in metres", async () => {
    const file = await writeGltf(mesh, { name: "head" });
    const io = new WebIO().setLogger(new Logger(Logger.Verbosity.ERROR));
    const root = (await io.readBinary(file)).getRoot();
    expect(root.listNodes().map((node) => node.getName())).toEqual(["head"]);
    expect(root.getDefaultScene()?.listChildren()).toEqual(root.listNodes());
    const [primitive, ...others] = root.listMeshes()[0]!.listPrimitives();
    expect(others).toEqual([]);
    const array = (name: string) => primitive!.getAttribute(name)!.getArray()!;
    expect(array("POSITION")).toEqual(
      mesh.points.map((value) => value * 0.001),
    );
    expect(array("TEXCOORD_0")).toEqual(mesh.uv);
    expect(primitive!.getIndices()!.getArray()).toEqual(mesh.triangles);
    const normals = array("NORMAL");
    for (let i = 0; i < normals.length; i += 3)
      expect(
        Math.hypot(normals[i]!, normals[i + 1]!, normals[i + 2]!),
      ).toBeCloseTo(1, 5);
    const texture = primitive!.getMaterial()!.getBaseColorTexture()!;
    expect(texture.getMimeType()).toBe("image/png");
    expect(readPng(texture.getImage()!)).toEqual(mesh.skin);
  });

  it("writes a file of the structure that glTF 2.0 prescribes for its binary form", async () => {
    const file = await writeGltf(mesh);
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const word = (byte: number) => view.getUint32(byte, true);
    expect(word(0)).toBe(0x46546c67); // "glTF"
    expect(word(4)).toBe(2);
    expect(word(8)).toBe(file.length);
    const length = word(12);
    expect(length % 4).toBe(0);
    expect(word(16)).toBe(0x4e4f534a); // "JSON"
    const text = String.fromCharCode(...file.subarray(20, 20 + length));
    const json = JSON.parse(text) as {
      asset: { version: string };
      accessors: {
        type: string;
        count: number;
        min?: number[];
        max?: number[];
      }[];
      buffers: { byteLength: number }[];
    };
    expect(json.asset.version).toBe("2.0");
    expect(word(20 + length + 4)).toBe(0x004e4942); // "BIN"
    expect(20 + length + 8 + word(20 + length)).toBe(file.length);
    expect(json.buffers.length).toBe(1);
    // Positions must tell their extent.
    const count = mesh.points.length / 3;
    expect(json.accessors).toContainEqual(
      expect.objectContaining({
        type: "VEC3",
        count,
        min: [-0.08, -0.11, -0.09].map((value) => expect.closeTo(value, 6)),
        max: [0.08, 0.11, 0.09].map((value) => expect.closeTo(value, 6)),
      }),
    );
  });

  it("takes other units, and refuses none", async () => {
    const file = await writeGltf(mesh, { metresPerUnit: 1 });
    const [first] = (await new WebIO().readBinary(file))
      .getRoot()
      .listMeshes()[0]!
      .listPrimitives();
    const array = first!.getAttribute("POSITION")!.getArray()!;
    expect(array).toEqual(mesh.points);
    await expect(writeGltf(mesh, { metresPerUnit: 0 })).rejects.toThrow(
      /positive number for metresPerUnit/,
    );
    const skin = { width: 2, height: 2, data: new Uint8Array(1) };
    await expect(writeGltf({ ...mesh, skin })).rejects.toThrow(/for picture/);
  });
});
