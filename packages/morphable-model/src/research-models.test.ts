import { describe, expect, it } from "@jest/globals";
import { strFromU8 } from "fflate";
import { fromLabelParameters, toLabelParameters } from "./label-parameters.ts";
import { type Mat5Array, readMat5 } from "./mat5.ts";
import { columns } from "./mat5-columns.test.fixture.ts";
import { readBfm } from "./read-bfm.ts";
import { readIctFaceKit } from "./read-ict-face-kit.ts";
import { readObj } from "./read-obj.ts";
import { shape } from "./shape.ts";
import { project } from "./weak-perspective.ts";
import { writeMat5 } from "./write-mat5.ts";

/** What Node adds to the platform: the package itself is compiled without it, so that it runs anywhere. */
interface Node {
  readonly process: {
    readonly env: Record<string, string | undefined>;
    getBuiltinModule(id: "node:fs"): {
      existsSync(path: string): boolean;
      readdirSync(path: string): string[];
      readFileSync(path: string): Uint8Array;
    };
  };
}

const { process } = globalThis as unknown as Node;
const { existsSync, readdirSync, readFileSync } =
  process.getBuiltinModule("node:fs");
const data =
  process.env["FDHM_DATA"] ??
  new URL("../../../../shared/data", import.meta.url).href.slice(
    "file://".length,
  );
const kit = `${data}/ict-facekit/FaceXModel`;
const originals = `${data}/originals`;
const bfm68 = `${data}/bfm68`;
const read = (name: string): string =>
  strFromU8(readFileSync(`${kit}/${name}`));

describe(`ICT-FaceKit's own files${existsSync(kit) ? "" : ` (skipped: no ${kit})`}`, () => {
  const check = existsSync(kit) ? it : it.skip;
  const folder = { names: existsSync(kit) ? readdirSync(kit) : [], read };

  check("are a mesh of quads and triangles", () => {
    const mesh = readObj(read("generic_neutral_mesh.obj"));
    expect(mesh.positions.length).toBe(3 * 26719);
    expect(mesh.textureCoordinates.length).toBe(2 * 28911);
    // 25,836 quads and 548 triangles.
    expect(mesh.triangles.length).toBe(3 * (2 * 25836 + 548));
  });

  check("lack modes here, which is said", async () => {
    await expect(readIctFaceKit(folder)).rejects.toThrow(
      "received 4, without identity002.obj, identity003.obj, identity004.obj, ... (153)",
    );
  });

  check("give a face that looks into the camera and moves", async () => {
    const model = await readIctFaceKit(folder, { allowMissing: true });
    const { landmarks, mean, triangles, uv } = model;
    expect(model.identityNames).toEqual(["identity000", "identity001"]);
    expect(model.expressionNames).toEqual(["jawOpen", "mouthSmile_L"]);
    const at = (points: Float32Array, landmark: number, axis: number) =>
      points[3 * landmarks[landmark]! + axis]!;
    // The right eye on the picture's left, brows over the chin, the nose nearest; the jaw's two sides mirror one another.
    expect(at(mean, 36, 0)).toBeLessThan(at(mean, 45, 0));
    expect(at(mean, 8, 1)).toBeLessThan(at(mean, 19, 1));
    expect(at(mean, 8, 2)).toBeLessThan(at(mean, 30, 2));
    for (let k = 0; k < 8; k++)
      expect(at(mean, k, 0)).toBeCloseTo(-at(mean, 16 - k, 0), 4);
    // The kit's README counts 9,230 faces: quads, all of them.
    expect(triangles.length / 3).toBe(2 * 9230);
    expect(signedArea(mean, triangles)).toBeGreaterThan(0);
    expect(signedArea(uv, triangles, 2)).toBeLessThan(0);
    const opening = (points: Float32Array) =>
      at(points, 62, 1) - at(points, 66, 1);
    // The jaw opens the lips from 0.08 to 3.35; the left corner of the mouth rises by 1.05, the right one stays.
    expect(opening(mean)).toBeCloseTo(0.08, 2);
    expect(opening(shape(model, [], [1]))).toBeCloseTo(3.35, 2);
    const smiling = shape(model, [], [0, 1]);
    expect(at(smiling, 54, 1) - at(mean, 54, 1)).toBeCloseTo(1.05, 2);
    expect(at(smiling, 48, 1)).toBe(at(mean, 48, 1));
  });
});

/** Twice the sum of the triangles' areas in the plane of the first two coordinates, counter-clockwise positive with y up. */
function signedArea(
  points: Float32Array,
  triangles: Uint32Array,
  stride = 3,
): number {
  let sum = 0;
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => stride * triangles[i + k]!) as [
      number,
      number,
      number,
    ];
    sum +=
      (points[b]! - points[a]!) * (points[c + 1]! - points[a + 1]!) -
      (points[c]! - points[a]!) * (points[b + 1]! - points[a + 1]!);
  }
  return sum;
}

describe(`the Basel model at the 68 points${existsSync(bfm68) ? "" : ` (skipped: no ${bfm68})`}`, () => {
  const check = existsSync(bfm68) && existsSync(originals) ? it : it.skip;

  /** A text matrix as MATLAB keeps it, column after column. */
  function matrixOf(name: string, width: number): Mat5Array {
    const values = strFromU8(readFileSync(`${bfm68}/${name}`))
      .trim()
      .split(/\s+/)
      .map(Number);
    const height = values.length / width;
    return columns(
      height,
      ...values.map(
        (_, i) => values[(i % height) * width + Math.floor(i / height)]!,
      ),
    );
  }

  // 0.25 to 1.90 px measured on the 16 faces: 159 identity and 19 expression modes are not at hand.
  check("read as 3DDFA's files gives pt3d_68 within 2 px of 450", () => {
    const model = readBfm({
      "Model_Shape.mat": writeMat5({
        mu_shape: matrixOf("u_base.txt", 1),
        w: matrixOf("w_shp_base.txt", 40),
        sigma: columns(40, ...new Array<number>(40).fill(1)),
        tri: columns(3, 1, 9, 17),
        keypoints: columns(1, ...Array.from({ length: 68 }, (_, k) => k + 1)),
      }),
      "Model_Exp.mat": writeMat5({
        mu_exp: columns(204, ...new Array<number>(204).fill(0)),
        w_exp: matrixOf("w_exp_base.txt", 10),
        sigma_exp: columns(10, ...new Array<number>(10).fill(1)),
      }),
    });
    const file = `${originals}/aflw2000-3d/image00050.mat`;
    const arrays = readMat5(readFileSync(file), file);
    const face = fromLabelParameters(arrays, 450, file);
    const points = project(
      shape(model, face.identity.slice(0, 40), face.expression.slice(0, 10)),
      face.pose,
    );
    const truth = arrays.get("pt3d_68")!.data;
    let sum = 0;
    for (let i = 0; i < 204; i += 3)
      sum += Math.hypot(
        points[i]! - (truth[i]! - 1),
        points[i + 1]! - (truth[i + 1]! - 1),
      );
    expect(sum / 68).toBeLessThan(2);
  });
});

describe(`original label files${existsSync(originals) ? "" : ` (skipped: no ${originals})`}`, () => {
  const check = existsSync(originals) ? it : it.skip;
  const files = ["aflw2000-3d", "300w-lp"].flatMap((set) =>
    existsSync(`${originals}/${set}`)
      ? readdirSync(`${originals}/${set}`)
          .filter((name) => name.endsWith(".mat"))
          .map((name) => `${originals}/${set}/${name}`)
      : [],
  );

  check("give parameters, and get them back", () => {
    let count = 0;
    for (const file of files) {
      const arrays = readMat5(readFileSync(file), file);
      if (arrays.has("vertex")) continue;
      const face = fromLabelParameters(arrays, 450, file);
      const tz = arrays.get("Pose_Para")!.data[5]!;
      for (const [name, { shape, data }] of toLabelParameters(face, 450, tz)) {
        const original = arrays.get(name)!;
        expect(original.shape).toEqual(shape);
        original.data.forEach((value, i) => {
          const near = Math.abs(value - data[i]!) <= 1e-6 * Math.abs(value);
          expect({ file, name, i, near: near || value }).toEqual({
            ...{ file, name, i, near: true },
          });
        });
      }
      count++;
    }
    expect(count).toBe(17);
  });

  check("without parameters are refused", () => {
    const file = `${originals}/aflw2000-3d/image00427.mat`;
    const arrays = readMat5(readFileSync(file), file);
    expect(() => fromLabelParameters(arrays, 450, file)).toThrow(
      /an array of numbers for Pose_Para but received only vertex/,
    );
  });
});
