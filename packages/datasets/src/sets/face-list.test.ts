import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readFaceList } from "./face-list.ts";

const box = { x: 1, y: 2, width: 3, height: 4 };

let folder: string;
const write = async (list: unknown): Promise<string> => {
  const path = join(folder, "faces.json");
  await writeFile(path, JSON.stringify(list));
  return path;
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-list-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("readFaceList", () => {
  it("looks for pictures beside the list", async () => {
    const path = await write([
      { image: "in/a.jpg", box },
      { image: "/b.jpg", box, boxKind: "detector" },
    ]);
    expect(await readFaceList(path)).toEqual([
      {
        image: join(folder, "in/a.jpg"),
        listed: "in/a.jpg",
        box,
        boxKind: "landmarks",
      },
      { image: "/b.jpg", listed: "/b.jpg", box, boxKind: "detector" },
    ]);
  });

  it.each([
    [[{ image: "a.jpg" }], /face list at 0\.box .*faces\.json/],
    [[{ image: "a.jpg", box: { ...box, width: "3" } }], /at 0\.box\.width/],
    [[{ image: "a.jpg", box, boxkind: "detector" }], /"boxkind"/],
    [[{ image: "a.jpg", box, boxKind: "mine" }], /at 0\.boxKind/],
    [{ faces: [] }, /at the whole file/],
  ])("refuses %j", async (list, message) => {
    await expect(readFaceList(await write(list))).rejects.toThrow(message);
  });
});
