import { describe, expect, it } from "@jest/globals";
import { createDataset } from "../dataset.ts";
import { packFaces } from "./pack-faces.ts";
import { datasetOfPack } from "./packed-dataset.ts";
import { squares } from "./squares.test.fixture.ts";

describe("datasetOfPack", () => {
  it("gives the pack's faces, which pack again to the same", async () => {
    const pack = await packFaces(squares("set", [200, 90]), { edge: 64 });
    const dataset = datasetOfPack(pack);
    expect(dataset).toMatchObject({ name: "set", length: 2 });
    const again = await packFaces(dataset, { edge: 64 });
    expect(again.names).toEqual(pack.names);
    again.landmarks.forEach((value, i) =>
      expect(value).toBeCloseTo(pack.landmarks[i]!, 5),
    );
    expect(again.poses).toEqual(pack.poses);
    expect(again.visibility).toEqual(pack.visibility);
    // The square is cut out of itself where it is and as large as it is.
    const off = again.pictures.map((value, i) =>
      Math.abs(value - pack.pictures[i]!),
    );
    expect(Math.max(...off)).toBeLessThanOrEqual(1);
  });

  it("tells only what is known", async () => {
    const known = squares("set", [200]);
    const bare = createDataset("bare", 1, async () => {
      const { name, readPicture, landmarks, box } = await known.sample(0);
      return { name, readPicture, landmarks, box };
    });
    const sample = await datasetOfPack(
      await packFaces(bare, { edge: 64 }),
    ).sample(0);
    for (const key of ["pose", "visibility", "readMask"])
      expect(sample).not.toHaveProperty(key);
  });
});
