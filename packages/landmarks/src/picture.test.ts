import { describe, expect, it } from "@jest/globals";
import { checkPicture } from "./picture.ts";

describe("checkPicture", () => {
  it("lets a picture through", () => {
    const picture = {
      data: new Uint8Array(24),
      width: 4,
      height: 2,
      channels: 3 as const,
    };
    expect(checkPicture(picture)).toBe(picture);
  });

  it.each([
    [
      { data: new Uint8Array(23), width: 4, height: 2, channels: 3 as const },
      /4 x 2 x 3 bytes/,
    ],
    [
      { data: new Uint8Array(0), width: 0, height: 2, channels: 3 as const },
      /positive whole width/,
    ],
    [
      { data: new Uint8Array(8), width: 4, height: 2, channels: 1 as 3 },
      /3 or 4 channels/,
    ],
  ])("refuses one whose numbers do not fit", (picture, message) => {
    expect(() => checkPicture(picture)).toThrow(message);
  });
});
