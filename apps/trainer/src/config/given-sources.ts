import {
  ACCESSORY_CHANCES,
  type AccessoryChances,
  type PartLs3dW,
} from "@fdhm/datasets";
import { z } from "zod";
import { common, model, path } from "./source-keys.ts";

const ACCESSORIES = Object.keys(ACCESSORY_CHANCES) as [keyof AccessoryChances];

const LS3D_W_PARTS = [
  "300W-3D",
  "300VW-3D-A",
  "300VW-3D-B",
  "300VW-3D-C",
  "300VW-3D-Trainset",
  "Menpo-3D",
  "AFLW2000-3D-Reannotated",
  "Balanced",
] as const satisfies readonly PartLs3dW[];

/** Sets that lie on disk or are drawn. */
export const givenSources = [
  z.strictObject({
    kind: z.literal("rendered"),
    count: z.int().positive().default(300).describe("How many faces."),
    seed: z
      .int()
      .nonnegative()
      .default(1)
      .describe("Another seed gives other people, poses and light."),
    size: z.int().min(32).max(1024).default(160).describe("Edge in px."),
    model,
    poses: z
      .strictObject({
        pitch: z.number().min(0).max(90).optional(),
        yaw: z.number().min(0).max(120).optional(),
        roll: z.number().min(0).max(90).optional(),
      })
      .default({})
      .describe("How far heads turn either way, degrees; else 60, 100 and 90."),
    accessories: z
      .partialRecord(z.enum(ACCESSORIES), z.number().min(0).max(1))
      .default({})
      .describe("Chances of what people wear or hold before the face."),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("pts").describe("Pictures with iBUG .pts files."),
    path,
    ...common,
  }),
  z.strictObject({
    kind: z
      .literal("benchmark")
      .describe("A labels.json of poses and boxes, and its pictures."),
    path,
    role: z.enum(["score", "tune", "helen"]).default("score"),
    labels: z.enum(["official", "reann"]).default("official"),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("300w-lp").describe("300W-LP as it is published."),
    path,
    subsets: z
      .array(z.enum(["AFW", "HELEN", "IBUG", "LFPW"]))
      .min(1)
      .optional()
      .describe("By default all that are there."),
    flips: z
      .boolean()
      .default(false)
      .describe("Whether the mirrored pictures belong to it."),
    points: z
      .enum(["3d", "2d"])
      .default("3d")
      .describe("The jaw where it is, or the outline that is seen."),
    split: z.enum(["train", "validation", "all"]).default("all"),
    ...common,
  }),
  z.strictObject({
    kind: z
      .literal("aflw2000-3d")
      .describe("AFLW2000-3D's pictures and labels as they are published."),
    path,
    reannotated: path
      .optional()
      .describe("The re-annotated points (.npy) in place of the official."),
    yaws: path
      .optional()
      .describe("Yaws to bin by (.npy) in place of the fitted poses'."),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("ls3d-w").describe("LS3D-W as it is published."),
    path,
    parts: z.array(z.enum(LS3D_W_PARTS)).min(1).optional(),
    ...common,
  }),
  z.strictObject({
    kind: z
      .literal("face-synthetics")
      .describe("Microsoft's rendered faces, NNNNNN.png and _ldmks.txt."),
    path,
    ...common,
  }),
  z.strictObject({
    kind: z
      .literal("merl-rav")
      .describe("MERL-RAV's labels, which tell what hides each point."),
    path,
    pictures: path.optional().describe("AFLW's folder of pictures."),
    split: z.enum(["train", "test", "all"]).default("all"),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("table").describe("A .json or .csv list of faces."),
    path,
    ...common,
  }),
  z.strictObject({
    kind: z.literal("pack").describe("A file that `prepare` has written."),
    path,
    ...common,
  }),
] as const;
