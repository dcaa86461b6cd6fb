import { describe, expect, it } from "@jest/globals";
import { type Mat5Array, readMat5 } from "./mat5.ts";
import { fromPosePara } from "./pose-para.ts";
import { poseFromPoints } from "./pose-from-points.ts";
import { shape, type ShapeBasis } from "./shape.ts";
import { project } from "./weak-perspective.ts";

/** What Node adds to the platform: the package itself is compiled without it, so that it runs anywhere. */
interface Node {
  readonly process: {
    readonly env: Record<string, string | undefined>;
    getBuiltinModule(id: "node:fs"): {
      existsSync(path: string): boolean;
      readdirSync(path: string): string[];
      readFileSync(path: string): Uint8Array;
      readFileSync(path: string, encoding: "utf8"): string;
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
const pictures = `${data}/originals/aflw2000-3d`;
const present = existsSync(pictures) && existsSync(`${data}/bfm68`);

/** All pictures of both sets are 450 px high. */
const HEIGHT = 450;

const labelFiles = present
  ? readdirSync(pictures).filter((name) => name.endsWith(".mat"))
  : [];
/** One file holds a fitted mesh (`vertex`) and none of the labels. */
const faces = labelFiles.filter((name) => name !== "image00427.mat");

/** Numbers of a text matrix, column after column. */
function columns(name: string, count: number): Float32Array {
  const values = readFileSync(`${data}/bfm68/${name}`, "utf8")
    .trim()
    .split(/\s+/)
    .map(Number);
  const rows = values.length / count;
  return Float32Array.from(
    values,
    (_, i) => values[(i % rows) * count + Math.floor(i / rows)]!,
  );
}

/** The Basel model at the 68 points, with the first 40 of its identity and 10 of its expression modes. */
function basel(): ShapeBasis {
  return {
    vertexCount: 68,
    mean: columns("u_base.txt", 1),
    identity: columns("w_shp_base.txt", 40),
    expression: columns("w_exp_base.txt", 10),
  };
}

function readLabels(path: string) {
  const arrays = readMat5(readFileSync(path), path);
  const get = (name: string): Mat5Array => arrays.get(name)!;
  const points = shape(
    basel(),
    get("Shape_Para").data.subarray(0, 40),
    get("Exp_Para").data.subarray(0, 10),
  );
  return { get, points, pose: fromPosePara(get("Pose_Para").data, HEIGHT) };
}

/** Mean distance in px from our points to the file's, which count from 1, over some of the landmarks. */
function meanDistance(
  ours: Float32Array,
  { shape: [stride], data: theirs }: Mat5Array,
  first = 0,
): number {
  let sum = 0;
  for (let k = first; k < 68; k++)
    sum += Math.hypot(
      ours[3 * k]! - (theirs[stride! * k]! - 1),
      ours[3 * k + 1]! - (theirs[stride! * k + 1]! - 1),
    );
  return sum / (68 - first);
}

describe(`the parameters of the original label files${present ? "" : ` (skipped: no ${pictures})`}`, () => {
  const check = present ? it : it.skip;

  check("are 16 files", () => {
    expect(faces.length).toBe(16);
  });

  // 0.25 to 1.90 px measured: the 159 identity and 19 expression modes that are not at hand make the rest.
  check("give pt3d_68 of AFLW2000-3D within 2 px of 450", () => {
    for (const name of faces) {
      const { get, points, pose } = readLabels(`${pictures}/${name}`);
      const distance = meanDistance(project(points, pose), get("pt3d_68"));
      expect({ name, near: distance < 2 }).toEqual({ name, near: true });
    }
  });

  // Worst of the three angles over the faces: 0.0152 rad measured.
  check("are found again from pt3d_68, pose and depth", () => {
    for (const name of faces) {
      const { get, points, pose } = readLabels(`${pictures}/${name}`);
      const found = poseFromPoints(points, get("pt3d_68").data);
      for (const angle of ["pitch", "yaw", "roll"] as const)
        expect(Math.abs(found[angle] - pose[angle])).toBeLessThan(0.02);
      expect(Math.abs(found.scale / pose.scale - 1)).toBeLessThan(0.02);
    }
  });

  // 300W-LP's pt2d are the hand-made points that the model was fitted to, with the jaw along the visible outline: only
  // the 51 inner points mean the same place, and the fit leaves 4.0 px.
  check("give the inner points of pt2d of 300W-LP within 5 px of 450", () => {
    const { get, points, pose } = readLabels(
      `${data}/originals/300w-lp/IBUG_image_008_1_0.mat`,
    );
    expect(get("pt2d").shape).toEqual([2, 68]);
    expect(meanDistance(project(points, pose), get("pt2d"), 17)).toBeLessThan(
      5,
    );
  });
});
