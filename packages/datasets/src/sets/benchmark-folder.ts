import { access } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT, type Box } from "@fdhm/landmarks";
import { createDataset, type Dataset } from "../dataset.ts";
import { readJson } from "../formats/json-file.ts";
import { readPicture } from "../formats/picture-file.ts";
import { readSound, type OpenOptions } from "../read-sound.ts";
import type { HeadPose } from "../sample.ts";

/** Settings of {@link openBenchmark}. */
export interface BenchmarkOptions extends OpenOptions {
  /** Which faces: `"score"` to report (default), `"tune"` to choose by, `"helen"` for the near-frontal ones beside them. */
  readonly role?: "score" | "tune" | "helen";
  /** Of the faces with role `"score"`, those of this split; default `"dev"`. */
  readonly split?: string;
  /** Which labels: AFLW2000-3D's own (default) or its re-annotation. */
  readonly labels?: "official" | "reann";
  /** Which box: the tight one of the official points (default) or the same one jittered. */
  readonly box?: "tight" | "jittered";
}

const finite = z.number();
const points = z
  .array(z.tuple([finite, finite]))
  .length(LANDMARK_COUNT)
  .nullable();
const corners = z.tuple([finite, finite, finite, finite]);
const labelsSchema = z.object({
  version: z.literal(1),
  items: z.array(
    z.object({
      id: z.string().min(1),
      image: z.string().min(1),
      role: z.enum(["score", "tune", "helen"]),
      split: z.string().nullable(),
      yaw: finite.nullish(),
      pitch: finite.nullish(),
      roll: finite.nullish(),
      official: points,
      reann: points,
      box: corners,
      jbox: corners,
    }),
  ),
});

type Item = z.infer<typeof labelsSchema>["items"][number];

/**
 * A benchmark frozen as pictures and one `labels.json`: AFLW2000-3D (or Helen) faces cut to crops.
 *
 * `labels.json` is `{version: 1, items: [{id, image, role, split, yaw, pitch, roll, official, reann, box, jbox}]}`:
 * `image` relative to the folder; `official` and `reann` 68 `[x, y]` in 0-based px or null; angles in **degrees** or null
 * (turned into radians here); `box` and `jbox` `[x0, y0, x1, y1]`. Samples keep the file's order; their z is NaN.
 *
 * @param path - the folder that holds `labels.json`.
 * @throws RangeError where `labels.json` departs from this, no face answers the options, one has no such labels, or a
 *   picture is missing.
 */
export async function openBenchmark(
  path: string,
  options: BenchmarkOptions = {},
): Promise<Dataset> {
  const { role = "score", split = "dev", labels = "official" } = options;
  const file = join(path, "labels.json");
  const { items } = await readJson(file, "benchmark labels", labelsSchema);
  const chosen = items.filter(
    (item) => item.role === role && (role !== "score" || item.split === split),
  );
  if (chosen.length === 0)
    throw expected(
      `at least one face with role "${role}"`,
      "benchmark",
      `${items.length} others`,
      { file },
    );
  const read = async (_: string, index: number) => {
    const item = chosen[index]!;
    const pairs = item[labels];
    if (pairs === null)
      throw expected(`${labels} labels`, `face ${item.id}`, null, { file });
    const picture = join(path, item.image);
    try {
      await access(picture);
    } catch (cause) {
      throw expected("a picture", `face ${item.id}`, cause, {
        file: picture,
        cause,
      });
    }
    return {
      name: item.id,
      picture,
      pairs,
      pose: poseOf(item),
      box: boxOf(item, options.box === "jittered" ? "jbox" : "box", file),
    };
  };
  const name = `${basename(path)} ${role}`;
  const ids = chosen.map(({ id }) => id);
  const faces = await readSound(name, ids, read, options);
  return createDataset(
    name,
    faces.length,
    async (index) => {
      const { name, picture, pairs, pose, box } = faces[index]!;
      return {
        name,
        readPicture: () => readPicture(picture),
        landmarks: new Float32Array(pairs.flatMap(([x, y]) => [x, y, NaN])),
        box,
        ...(pose === undefined ? {} : { pose }),
      };
    },
    role === "score" ? split : role,
  );
}

function poseOf({ pitch, yaw, roll }: Item): HeadPose | undefined {
  if (pitch == null || yaw == null || roll == null) return undefined;
  const degree = Math.PI / 180;
  return { pitch: pitch * degree, yaw: yaw * degree, roll: roll * degree };
}

function boxOf(item: Item, key: "box" | "jbox", file: string): Box {
  const [left, top, right, bottom] = item[key];
  if (!(right > left && bottom > top))
    throw expected(
      "[x0, y0, x1, y1] with x1 > x0 and y1 > y0",
      `${key} of face ${item.id}`,
      item[key],
      { file },
    );
  return { x: left, y: top, width: right - left, height: bottom - top };
}
