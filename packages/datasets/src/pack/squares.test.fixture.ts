import { tightBox } from "@fdhm/landmarks";
import { createDataset, type Dataset } from "../dataset.ts";
import type { Sample } from "../sample.ts";

/** Width and height of the pictures, px. */
export const PICTURE = [100, 120] as const;

/** Faces whose 68 points fill the box from (20, 30) to (60, 70), in pictures of one red; the first one's pose is known. */
export function squares(
  name: string,
  reds: readonly number[],
  change: (sample: Sample, index: number) => Sample = (sample) => sample,
): Dataset {
  return createDataset(name, reds.length, async (index) => {
    const [width, height] = PICTURE;
    const data = new Uint8Array(width * height * 3);
    for (let i = 0; i < data.length; i += 3) data[i] = reds[index]!;
    const landmarks = Float32Array.from(
      { length: 204 },
      (_, i) => [20 + (i % 2) * 40, i % 4 < 2 ? 30 : 70, 8][i % 3]!,
    );
    const sample: Sample = {
      name: `${name} ${index}`,
      readPicture: async () => ({ data, width, height, channels: 3 as const }),
      landmarks,
      box: tightBox(landmarks),
      ...(index === 0 ? { pose: { pitch: 0.25, yaw: 0.5, roll: -1 } } : {}),
    };
    return change(sample, index);
  });
}

/** Adds a mask that is 255 right of the picture's middle and 0 left of it. */
export function masked(sample: Sample): Sample {
  const [width, height] = PICTURE;
  const readMask = async () =>
    Uint8Array.from({ length: width * height }, (_, i) =>
      i % width < width / 2 ? 0 : 255,
    );
  return { ...sample, readMask };
}
