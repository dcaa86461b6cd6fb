import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import { openFaceTable } from "./face-table.ts";

let folder: string;
const write = async (name: string, content: unknown): Promise<string> => {
  const path = join(folder, name);
  await writeFile(
    path,
    typeof content === "string" ? content : JSON.stringify(content),
  );
  return path;
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fdhm-table-"));
  const create = {
    width: 9,
    height: 7,
    channels: 3,
    background: "#abc",
  } as const;
  for (const name of ["a.png", "b.png"])
    await sharp({ create }).toFile(join(folder, name));
});
afterAll(() => rm(folder, { recursive: true }));

const landmarks = [
  [1, 2],
  [3, 4],
];
const box = { x: 1, y: 2, width: 3, height: 4 };
const pose = { pitch: 0.1, yaw: 0.2, roll: 0.3 };
const two = { count: 2 };

describe("openFaceTable of JSON", () => {
  it("reads faces in the file's order, with what is known of them", async () => {
    const path = await write("faces.json", [
      { image: "b.png", landmarks, box, pose, visibility: [0, 1], score: 0.9 },
      {
        image: "a.png",
        landmarks: [
          [1, 2, 10],
          [3, 4, 30],
        ],
        box: null,
      },
    ]);
    const dataset = await openFaceTable(path, two);
    expect(dataset).toMatchObject({ name: "faces", length: 2 });
    const sample = await dataset.sample(0);
    expect(sample).toMatchObject({ name: "b.png", box, pose });
    expect([...sample.visibility!]).toEqual([0, 1]);
    expect([...sample.landmarks]).toEqual([1, 2, NaN, 3, 4, NaN]);
    expect(await sample.readPicture()).toMatchObject({ width: 9, height: 7 });
    const second = await dataset.sample(1);
    expect([...second.landmarks]).toEqual([1, 2, -10, 3, 4, 10]);
    expect(second.box).toEqual({ x: 1, y: 2, width: 2, height: 2 });
    expect(second).not.toHaveProperty("pose");
    expect(second).not.toHaveProperty("visibility");
  });

  it("takes several faces of a picture by their names", async () => {
    const face = { image: "a.png", landmarks };
    const named = await write("named.json", [
      { ...face, name: "left" },
      { ...face, name: "right" },
    ]);
    expect((await (await openFaceTable(named, two)).sample(1)).name).toBe(
      "right",
    );
    const twice = await write("twice.json", [face, face]);
    await expect(openFaceTable(twice, two)).rejects.toThrow(
      /each name once for face 2 but received "a\.png" .*twice\.json/,
    );
  });

  it.each([
    [[{ landmarks }], /face table at 0\.image/],
    [[{ image: "a.png", landmarks: [[1], [2, 3]] }], /at 0\.landmarks\.0/],
    [[{ image: "a.png", landmarks, colour: 1 }], /"colour"/],
    [
      [{ image: "a.png", landmarks, visibility: [0, 2] }],
      /at 0\.visibility\.1/,
    ],
    [
      [{ image: "a.png", landmarks: [[1, 2]] }],
      /2 points for landmarks of a\.png but received 1/,
    ],
    [
      [{ image: "a.png", landmarks, visibility: [0] }],
      /2 numbers for visibility of a\.png/,
    ],
    [
      [{ image: "a.png", landmarks, box: { ...box, width: 0 } }],
      /positive width .* box of a\.png/,
    ],
    [[{ image: "c.png", landmarks }], /a picture for face c\.png .*c\.png/],
    [
      [{ image: "a.png", error: "no face" }],
      /landmarks for face a\.png but received no face/,
    ],
    [[], /at least one face/],
  ])("refuses %j", async (list, message) => {
    const path = await write("bad.json", list);
    await expect(openFaceTable(path, two)).rejects.toThrow(message);
  });
});

describe("openFaceTable of CSV", () => {
  it("reads points, depth, box, pose and visibility", async () => {
    const path = await write(
      "faces.csv",
      "image,name,y0,x0,x1,y1,z0,z1,box_x,box_y,box_width,box_height,pitch,yaw,roll,v0,v1\n" +
        "a.png,one,2,1,3,4,10,30,1,2,3,4,0.1,0.2,0.3,0,1\n" +
        "b.png,,2,1,3,4,,,,,,,,,,,\n",
    );
    const dataset = await openFaceTable(path, two);
    const sample = await dataset.sample(0);
    expect(sample).toMatchObject({ name: "one", box, pose });
    expect([...sample.landmarks]).toEqual([1, 2, -10, 3, 4, 10]);
    expect([...sample.visibility!]).toEqual([0, 1]);
    const second = await dataset.sample(1);
    expect(second.name).toBe("b.png");
    expect([...second.landmarks]).toEqual([1, 2, NaN, 3, 4, NaN]);
    expect(second).not.toHaveProperty("pose");
  });

  it("names line and column at fault, or leaves the face out for those who ask", async () => {
    const path = await write(
      "bad.csv",
      "image,x0,y0,x1,y1,pitch,yaw,roll\n" +
        "a.png,1,2,3,4,,,\n" +
        "b.png,1,nose,3,4,,,\n" +
        "c.png,1,2,3,,,,\n" +
        ",1,2,3,4,,,\n" +
        "d.png,1,2,3,4,0,0,\n",
    );
    const broken: string[] = [];
    const dataset = await openFaceTable(path, {
      ...two,
      onBroken: ({ name, error }) => broken.push(`${name}: ${error.message}`),
    });
    expect(dataset.length).toBe(1);
    expect(broken).toEqual([
      expect.stringMatching(
        /^b\.png: .*a number for column y0 but received "nose" \(.*bad\.csv, line 3\)/,
      ),
      expect.stringMatching(
        /^c\.png: Expected x and y for point 1 of c\.png .*line 4\)/,
      ),
      expect.stringMatching(/^line 5: .*a path for column image .*line 5/),
      expect.stringMatching(
        /a number for column roll but received "an empty cell" .*line 6/,
      ),
    ]);
  });

  it("refuses other files", async () => {
    await expect(openFaceTable("faces.xml")).rejects.toThrow(
      /a \.json or \.csv file/,
    );
  });
});
