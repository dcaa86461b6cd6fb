import { dirname, resolve } from "node:path";
import { z } from "zod";
import type { Box } from "@fdhm/landmarks";
import { readJson } from "../formats/json-file.ts";

/** A face to be aligned: a picture and where in it the face is. */
export interface ListedFace {
  /** Absolute path of the picture; whether it is there shows when it is read. */
  readonly image: string;
  /** Its path as the list writes it. */
  readonly listed: string;
  /** Face box in picture px; whether it holds a face of the picture shows when it is aligned. */
  readonly box: Box;
  /** Whose box it is: the tight box of the 68 points, or a face detector's. */
  readonly boxKind: "landmarks" | "detector";
}

const listSchema = z.array(
  z.strictObject({
    image: z.string().min(1),
    box: z.strictObject({
      x: z.number(),
      y: z.number(),
      width: z.number(),
      height: z.number(),
    }),
    boxKind: z.enum(["landmarks", "detector"]).default("landmarks"),
  }),
);

/**
 * Reads a list of faces: `[{"image": "a.jpg", "box": {"x": 10, "y": 20, "width": 80, "height": 90}}, ...]`, each with
 * an optional `"boxKind"` (`"landmarks"`, the default, or `"detector"`).
 *
 * @param path - the JSON file; pictures with relative paths are looked for beside it.
 * @throws RangeError naming the file and the place in it that departs from this.
 */
export async function readFaceList(path: string): Promise<ListedFace[]> {
  const folder = dirname(path);
  const faces = await readJson(path, "face list", listSchema);
  return faces.map((face) => ({
    ...face,
    listed: face.image,
    image: resolve(folder, face.image),
  }));
}
