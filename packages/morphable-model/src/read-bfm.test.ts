import { describe, expect, it } from "@jest/globals";
import { strToU8 } from "fflate";
import type { Mat5Array } from "./mat5.ts";
import { columns } from "./mat5-columns.test.fixture.ts";
import { readBfm } from "./read-bfm.ts";
import { shape } from "./shape.ts";
import { writeMat5 } from "./write-mat5.ts";

type Arrays = Record<string, Mat5Array>;

/** Four vertices: three of a triangle that faces the camera, and the tip of a nose before it. */
const SHAPE: Arrays = {
  mu_shape: columns(12, 0, 0, 0, 4, 0, 0, 0, 2, 0, 1, 1, 3),
  w: columns(
    12,
    ...[1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0],
    ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  ),
  sigma: columns(2, 10, 5),
  tri: columns(3, 1, 2, 4, 2, 3, 4, 3, 1, 4),
  keypoints: columns(1, ...Array.from({ length: 68 }, (_, k) => (k % 4) + 1)),
};
const EXPRESSION: Arrays = {
  mu_exp: columns(12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5),
  w_exp: columns(12, 0, -1, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0),
  sigma_exp: columns(1, 0.25),
};

const pair = (shapes: Arrays = SHAPE, expressions: Arrays = EXPRESSION) => ({
  "Model_Shape.mat": writeMat5(shapes),
  "Model_Exp.mat": writeMat5(expressions),
});

describe("readBfm", () => {
  it("reads 3DDFA's pair of files", () => {
    const model = readBfm(pair());
    expect(model.vertexCount).toBe(4);
    expect([...model.mean]).toEqual([0, 0, 0, 4, 0, 0, 0, 2, 0, 1, 1, 3.5]);
    expect([...model.identityDeviation]).toEqual([10, 5]);
    expect([...model.expressionDeviation]).toEqual([0.25]);
    expect([...model.triangles]).toEqual([0, 1, 3, 1, 2, 3, 2, 0, 3]);
    expect([...model.landmarks].slice(0, 6)).toEqual([0, 1, 2, 3, 0, 1]);
    expect(model.skins).toEqual([]);
    // The nose 2 forward, all 1 to the right, the lower two down by 3.
    expect([...shape(model, [1, 2], [3])]).toEqual([
      ...[1, -3, 0, 5, -3, 0],
      ...[1, 2, 0, 2, 1, 5.5],
    ]);
  });

  it("turns triangles that look away", () => {
    const tri = columns(3, 2, 1, 4, 3, 2, 4, 1, 3, 4);
    expect([...readBfm(pair({ ...SHAPE, tri })).triangles]).toEqual([
      ...[1, 3, 0, 2, 3, 1, 0, 3, 2],
    ]);
  });

  it("unrolls a cylinder for texture coordinates", () => {
    const { uv } = readBfm(pair());
    const [left, nose] = [uv[2]!, uv[6]!];
    expect([uv[0], left]).toEqual([0, 1]);
    expect(nose).toBeGreaterThan(0.3);
    expect(nose).toBeLessThan(0.5);
    expect([uv[1], uv[3], uv[5], uv[7]]).toEqual([1, 1, 0, 0.5]);
  });

  it("reduces the original model as 3DDFA does", () => {
    const extra = (numbers: Mat5Array, rows: number): Mat5Array => {
      const values: number[] = [];
      for (let at = 0; at < numbers.data.length; at += rows)
        values.push(9, 9, 9, ...numbers.data.subarray(at, at + rows));
      return columns(rows + 3, ...values);
    };
    const model = readBfm({
      "01_MorphableModel.mat": writeMat5({
        shapeMU: extra(SHAPE["mu_shape"]!, 12),
        shapePC: extra(SHAPE["w"]!, 12),
        shapeEV: SHAPE["sigma"]!,
        texMU: columns(15, ...new Array(15).fill(100)),
        tl: columns(2, 1, 2, 2, 3, 5, 4),
      }),
      "model_info.mat": writeMat5({
        trimIndex: columns(4, 2, 3, 4, 5),
        tri: SHAPE["tri"]!,
        keypoints: SHAPE["keypoints"]!,
      }),
      "Model_Expression.mat": writeMat5(EXPRESSION),
    });
    expect(model).toEqual(readBfm(pair()));
  });

  it("takes landmarks of model_info.mat where Model_Shape.mat has none", () => {
    const { keypoints, ...shapes } = SHAPE;
    const info = { trimIndex: columns(2, 1, 2), keypoints: keypoints! };
    const files = { ...pair(shapes), "model_info.mat": writeMat5(info) };
    expect(readBfm(files)).toEqual(readBfm(pair()));
  });

  it("reads the original model alone, without expressions", () => {
    const model = readBfm(
      {
        "01_MorphableModel.mat": writeMat5({
          shapeMU: SHAPE["mu_shape"]!,
          shapePC: SHAPE["w"]!,
          shapeEV: SHAPE["sigma"]!,
          tl: columns(3, 1, 2, 3, 2, 3, 1, 4, 4, 4),
        }),
      },
      { name: "mine", landmarks: new Array(68).fill(3) },
    );
    expect(model.name).toBe("mine");
    expect(model.expression.length + model.expressionDeviation.length).toBe(0);
    expect([...model.mean]).toEqual([...SHAPE["mu_shape"]!.data]);
    expect([...model.triangles]).toEqual([0, 1, 3, 1, 2, 3, 2, 0, 3]);
    expect([...model.landmarks]).toEqual(new Array(68).fill(3));
  });

  const broken = (numbers: Mat5Array, at: number, value: number): Mat5Array => {
    const data = new Float64Array(numbers.data);
    data[at] = value;
    return { ...numbers, data };
  };
  it.each<[string, Arrays, Arrays, RegExp]>([
    [
      "a missing array",
      { w: SHAPE["w"]! },
      {},
      /an array of numbers for mu_shape but received only w, mu_exp.*\(Model_Shape\.mat, Model_Exp\.mat\)/,
    ],
    [
      "a mean that is no triples",
      { ...SHAPE, mu_shape: columns(4, 1, 2, 3, 4) },
      {},
      /xyz triples.* for mu_shape but received 4 \(Model_Shape\.mat\)/,
    ],
    [
      "modes of other vertices",
      { ...SHAPE, w: columns(6, ...new Array(12).fill(1)) },
      {},
      /12 x N numbers for w but received 6 x 2 \(Model_Shape\.mat\)/,
    ],
    [
      "a deviation too few",
      { ...SHAPE, sigma: columns(1, 10) },
      {},
      /2 x 1 numbers for sigma but received 1 x 1 \(Model_Shape\.mat\)/,
    ],
    [
      "a deviation of zero",
      { ...SHAPE, sigma: columns(2, 10, 0) },
      {},
      /positive numbers for sigma but received 0 \(Model_Shape\.mat\)/,
    ],
    [
      "a mode that is not finite",
      { ...SHAPE, w: broken(SHAPE["w"]!, 13, NaN) },
      {},
      /finite numbers for w\(14\) but received NaN \(Model_Shape\.mat\)/,
    ],
    [
      "a number beyond 32 bits",
      { ...SHAPE, w: broken(SHAPE["w"]!, 0, 1e39) },
      {},
      /finite numbers for w\(1\) but received 1e\+39 \(Model_Shape\.mat\)/,
    ],
    [
      "a triangle of no vertex",
      { ...SHAPE, tri: columns(3, 1, 2, 5) },
      {},
      /whole numbers from 1 to 4 for tri but received 5 \(Model_Shape\.mat\)/,
    ],
    [
      "indices from 0",
      { ...SHAPE, tri: columns(3, 0, 1, 2) },
      {},
      /whole numbers from 1 to 4 for tri but received 0/,
    ],
    [
      "triangles in rows",
      { ...SHAPE, tri: columns(2, 1, 2, 2, 3, 4, 4) },
      {},
      /3 x T vertices for tri but received 2 x 3 \(Model_Shape\.mat\)/,
    ],
    [
      "67 landmarks",
      { ...SHAPE, keypoints: columns(1, ...new Array(67).fill(1)) },
      {},
      /68 vertices for keypoints but received 67 \(Model_Shape\.mat\)/,
    ],
    [
      "expressions of other vertices",
      SHAPE,
      { mu_exp: columns(6, 0, 0, 0, 0, 0, 0) },
      /12 x 1 numbers for mu_exp but received 6 x 1 \(Model_Exp\.mat\)/,
    ],
  ])("refuses %s", (_, shapes, expressions, message) => {
    const files = pair(shapes, { ...EXPRESSION, ...expressions });
    expect(() => readBfm(files)).toThrow(message);
  });

  it("refuses a model without landmarks, and wrong ones", () => {
    const shapes = { ...SHAPE };
    delete shapes["keypoints"];
    expect(() => readBfm(pair(shapes))).toThrow(
      /68 vertices in keypoints or in the option landmarks/,
    );
    const given = (landmarks: number[]) => () => readBfm(pair(), { landmarks });
    expect(given([1, 2])).toThrow(/68 vertices for option landmarks .* 2/);
    expect(given(new Array(68).fill(4))).toThrow(/from 0 to 3 .* received 4/);
    expect(given(new Array(68).fill(-1))).toThrow(/from 0 to 3 .* received -1/);
  });

  it("refuses files that end early, of version 7.3, and none", () => {
    const whole = pair();
    const cut = whole["Model_Exp.mat"].subarray(0, -9);
    expect(() => readBfm({ ...whole, "Model_Exp.mat": cut })).toThrow(
      /\(Model_Exp\.mat, byte \d+\)/,
    );
    const hdf = strToU8("MATLAB 7.3 MAT-file".padEnd(512));
    expect(() => readBfm({ ...whole, "Model_Exp.mat": hdf })).toThrow(
      /-v6 or -v7.*7\.3 file, which is HDF5 \(Model_Exp\.mat/,
    );
    expect(() => readBfm({})).toThrow(/mu_shape but received none/);
  });
});
