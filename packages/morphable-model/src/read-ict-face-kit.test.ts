import { describe, expect, it } from "@jest/globals";
import {
  FACE_VERTICES,
  ICT_EXPRESSIONS,
  ICT_IDENTITIES,
  ICT_LANDMARKS,
  KIT_VERTICES,
} from "./ict-face-kit.ts";
import { readIctFaceKit } from "./read-ict-face-kit.ts";

/** As many vertices as the kit has, in a spiral; `lift` raises them. */
function vertices(lift = 0): string {
  return Array.from(
    { length: KIT_VERTICES },
    (_, i) => `v ${i % 7} ${(i % 11) + lift} ${i % 5}\n`,
  ).join("");
}

/** A quad of the face, a quad across its edge, and one of the eyes, whose picture is the third. */
const NEUTRAL = `${vertices()}vt 0.25 0.75
vt 0.5 1
vt 1.5 0.5
vt 2.5 0.25
f 1/1 2/2 3/1 4/2
f 1/3 2/3 3/3 ${FACE_VERTICES + 1}/3
f ${KIT_VERTICES - 2}/4 ${KIT_VERTICES - 1}/4 ${KIT_VERTICES}/4
`;

const FILES: Record<string, string> = {
  "generic_neutral_mesh.obj": NEUTRAL,
  "identity001.obj": vertices(0.5),
  "jawOpen.obj": vertices(-2),
  "readme.txt": "not a mesh",
};

const folder = (files = FILES) => ({
  names: Object.keys(files),
  read: (name: string) => files[name]!,
});

describe("the facts of ICT-FaceKit", () => {
  it("are 100 + 57 modes and 68 different vertices of the face", () => {
    expect([ICT_IDENTITIES[0], ICT_IDENTITIES[99]]).toEqual([
      "identity000",
      "identity099",
    ]);
    expect(new Set(ICT_EXPRESSIONS).size).toBe(57);
    expect([...ICT_EXPRESSIONS].sort()).toEqual(ICT_EXPRESSIONS);
    expect(new Set(ICT_LANDMARKS).size).toBe(68);
    expect(Math.max(...ICT_LANDMARKS)).toBeLessThan(FACE_VERTICES);
  });
});

describe("readIctFaceKit", () => {
  it("reads the face with the modes that are there, when told to", async () => {
    const model = await readIctFaceKit(folder(), { allowMissing: true });
    expect(model.identityNames).toEqual(["identity001"]);
    expect(model.expressionNames).toEqual(["jawOpen"]);
    expect(model.vertexCount).toBe(FACE_VERTICES);
    expect([...model.mean.subarray(36, 39)]).toEqual([5, 1, 2]);
    expect([...model.identity.subarray(-3)]).toEqual([0, 0.5, 0]);
    expect([...model.expression.subarray(0, 3)]).toEqual([0, -2, 0]);
    expect([...model.expressionDeviation]).toEqual([1]);
    expect([...model.triangles]).toEqual([0, 1, 2, 0, 2, 3]);
    expect([...model.uv.subarray(0, 10)]).toEqual([
      ...[0.25, 0.25, 0.5, 0, 0.25, 0.25, 0.5, 0, 0, 0],
    ]);
    expect([...model.landmarks]).toEqual(ICT_LANDMARKS);
  });

  it("reads the whole head, pictures side by side", async () => {
    const model = await readIctFaceKit(folder(), {
      allowMissing: true,
      region: "all",
    });
    expect(model.vertexCount).toBe(KIT_VERTICES);
    expect(model.triangles.length).toBe(15);
    const third = (value: number) => Math.fround(Math.fround(value) / 3);
    expect([...model.uv.subarray(0, 2)]).toEqual([third(0.25), 0.25]);
    expect([...model.uv.subarray(-2)]).toEqual([third(2.5), 0.75]);
    expect([...model.uv.slice(2 * FACE_VERTICES).slice(0, 2)]).toEqual([
      ...[third(1.5), 0.5],
    ]);
  });

  it("says which modes are missing, before it reads any", async () => {
    const reading = readIctFaceKit({
      names: Object.keys(FILES),
      read: () => {
        throw new Error("read too early");
      },
    });
    await expect(reading).rejects.toThrow(
      "Expected 157 modes for ICT-FaceKit but received 2, without " +
        "identity000.obj, identity002.obj, identity003.obj, ... (155)",
    );
    const names = [...ICT_IDENTITIES, ...ICT_EXPRESSIONS.slice(0, -2)]
      .map((name) => `${name}.obj`)
      .concat("generic_neutral_mesh.obj");
    await expect(readIctFaceKit({ names, read: () => "" })).rejects.toThrow(
      "received 155, without noseSneer_L.obj, noseSneer_R.obj (2)",
    );
  });

  it("refuses a folder without the neutral mesh", async () => {
    const { "jawOpen.obj": mode } = FILES;
    await expect(
      readIctFaceKit(folder({ "jawOpen.obj": mode! }), { allowMissing: true }),
    ).rejects.toThrow(/a file generic_neutral_mesh\.obj for ICT-FaceKit/);
  });

  it.each([
    [
      "another mesh",
      { "generic_neutral_mesh.obj": "v 0 0 0" },
      /26719 vertices for v but received 1 \(generic_neutral_mesh\.obj\)/,
    ],
    [
      "a mode of another mesh",
      { "jawOpen.obj": `${vertices()}v 0 0 0` },
      /26719 vertices for v but received 26720 \(jawOpen\.obj\)/,
    ],
    [
      "a broken mode",
      { "identity001.obj": "v 0 0" },
      /3 numbers for v but received 2 \(identity001\.obj, line 1\)/,
    ],
    [
      "texture below the picture",
      { "generic_neutral_mesh.obj": NEUTRAL.replace("0.75", "1.75") },
      /from 0 to 1 for uv but received -0\.75 \(generic_neutral_mesh\.obj\)/,
    ],
  ])("refuses %s", async (_, changed, message) => {
    await expect(
      readIctFaceKit(folder({ ...FILES, ...changed } as typeof FILES), {
        allowMissing: true,
      }),
    ).rejects.toThrow(message);
  });

  it("hands on what reading throws", async () => {
    await expect(
      readIctFaceKit(
        {
          names: Object.keys(FILES),
          read: () => Promise.reject(new Error("no permission")),
        },
        { allowMissing: true },
      ),
    ).rejects.toThrow("no permission");
  });
});
