import { describe, expect, it } from "@jest/globals";
import type { Picture } from "@fdhm/landmarks";
import { createRandom } from "../random.ts";
import { cutWithoutFace } from "./cut-without-face.ts";

const SIZE = 32;

/** A white square where the face is, on black; the window is `sqrt(2)` times as large. */
function white(width: number, height: number, edge: number) {
  const data = new Uint8Array(3 * width * height);
  const [left, top] = [(width - edge) / 2, (height - edge) / 2];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (x >= left && x < left + edge && y >= top && y < top + edge)
        data.fill(255, 3 * (y * width + x), 3 * (y * width + x + 1));
  const picture: Picture = { data, width, height, channels: 3 };
  const face = {
    centreX: (width - 1) / 2,
    centreY: (height - 1) / 2,
    side: Math.SQRT2 * edge,
    roll: 0,
  };
  return { picture, face };
}

const area = ({ data }: Picture) =>
  Array.from(data).reduce((sum, value) => sum + value, 0) / (255 * data.length);

describe("cutWithoutFace", () => {
  const { picture, face } = white(300, 200, 60);

  it("shows nothing of the face elsewhere, but the picture", () => {
    const grey: Picture = {
      ...picture,
      data: Uint8Array.from(picture.data, (value) => value || 40),
    };
    for (let i = 0; i < 100; i++) {
      const random = createRandom(1, i);
      const crop = cutWithoutFace(grey, face, "elsewhere", SIZE, random);
      expect(crop?.data.every((value) => value === 40)).toBe(true);
    }
  });

  it("gives nothing where the face leaves no room", () => {
    const close = white(100, 100, 60);
    expect(
      cutWithoutFace(
        close.picture,
        close.face,
        "elsewhere",
        SIZE,
        createRandom(1),
      ),
    ).toBeUndefined();
  });

  it("shows less than half of the face beside it, and some at times", () => {
    const seen = Array.from({ length: 200 }, (_, i) =>
      area(
        cutWithoutFace(picture, face, ["beside"], SIZE, createRandom(2, i))!,
      ),
    );
    // The whole face takes half of the protocol's window.
    expect(Math.max(...seen)).toBeLessThan(0.5 * 0.5 * 1.4);
    expect(Math.max(...seen)).toBeGreaterThan(0.1);
  });

  it("draws only the kinds it is told to", () => {
    // A painted background is nowhere white and black alone; a part of the square is nothing but white.
    for (let i = 0; i < 20; i++) {
      const random = createRandom(3, i);
      const part = cutWithoutFace(picture, face, ["part"], SIZE, random);
      expect(area(part!)).toBeGreaterThan(0.3);
      const far = cutWithoutFace(picture, face, ["far"], SIZE, random);
      expect(area(far!)).toBeLessThan(0.1);
    }
  });

  it("repeats itself for the same random numbers", () => {
    const draw = () =>
      cutWithoutFace(
        picture,
        face,
        ["part", "far", "shuffled", "background"],
        SIZE,
        createRandom(7),
      );
    expect(draw()).toEqual(draw());
  });
});
