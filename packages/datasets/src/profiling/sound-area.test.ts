import { describe, expect, it } from "@jest/globals";
import type { Picture } from "@fdhm/landmarks";
import { soundArea } from "./sound-area.ts";

const [WIDTH, HEIGHT] = [60, 50];
const face = { left: 25, top: 20, right: 35, bottom: 30 };

/** Grey where `inside` says so, and nearly black elsewhere, as JPEG leaves it. */
function picture(inside: (x: number, y: number) => boolean): Picture {
  const data = Uint8Array.from({ length: 3 * WIDTH * HEIGHT }, (_, i) => {
    const at = Math.floor(i / 3);
    const seen = inside(at % WIDTH, Math.floor(at / WIDTH));
    return seen ? 120 : (i * 7) % 12;
  });
  return { data, width: WIDTH, height: HEIGHT, channels: 3 };
}

describe("soundArea", () => {
  it("leaves out black borders, and the two lines that are mixed with them", () => {
    const area = soundArea(
      picture((x, y) => x >= 8 && y >= 5 && y < 44),
      face,
    );
    expect(area).toEqual({ left: 10, top: 7, right: WIDTH, bottom: 42 });
  });

  it("takes nothing from a picture without borders", () => {
    const whole = { left: 0, top: 0, right: WIDTH, bottom: HEIGHT };
    expect(
      soundArea(
        picture(() => true),
        face,
      ),
    ).toEqual(whole);
    // A dark corner is no border.
    expect(
      soundArea(
        picture((x, y) => x > 20 || y > 20),
        face,
      ),
    ).toEqual(whole);
  });

  it("never takes the face for a border", () => {
    const area = soundArea(
      picture(() => false),
      face,
    );
    expect(area.left).toBeLessThanOrEqual(face.left + 2);
    expect(area.right).toBeGreaterThanOrEqual(face.right - 2);
    expect(area.bottom - area.top).toBeGreaterThan(0);
  });
});
