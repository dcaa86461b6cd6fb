import { describe, expect, it } from "@jest/globals";
import { protocolWindow } from "@fdhm/landmarks";
import type { FaceAlignment } from "@fdhm/runtime-web";
import { batchLength, batchOver } from "./batch-layout.ts";
import { Teacher } from "./teacher.ts";

const SHAPE = { crops: 3, size: 8, parameters: false };
const NORMALISATION = {
  mean: [10, 20, 30],
  deviation: [2, 2, 2],
} as const;

/** A face, a crop without one, and a face of unknown depth that the teacher has no answer to. */
function batch() {
  const numbers = new Float32Array(batchLength(SHAPE));
  const whole = batchOver(numbers, SHAPE);
  whole.images.fill(3);
  whole.landmarks.fill(0.2);
  whole.landmarkWeights.fill(1);
  for (let k = 2; k < 204; k += 3) {
    whole.landmarks[k] = NaN;
    whole.landmarkWeights[k] = 0;
  }
  whole.scores.set([1, 0, 1]);
  return whole;
}

const asked: { data: number[]; window: ReturnType<typeof protocolWindow> }[] =
  [];
const decoding = { boxScale: 1.6, boxShift: [0.1, -0.2] } as never;
let answers = 0;
const aligner = {
  decoding,
  align: async (image: { data: Uint8Array }, box: never) => {
    const window = protocolWindow(box, 1.6, [0.1, -0.2]);
    asked.push({ data: [...image.data.slice(0, 3)], window });
    if (answers++ > 0) throw new RangeError("no face");
    // The middle of the right edge of the crop, 2 px before it.
    const landmarks = new Float32Array(204).map(
      (_, k) => [7.5, 3.5, 2][k % 3]!,
    );
    return { landmarks } as FaceAlignment;
  },
};

describe("Teacher", () => {
  it("mixes its answers into the labels of faces, and fills in what is not marked", async () => {
    const taught = batch();
    await new Teacher(aligner as never, 0.25, NORMALISATION).teach(
      taught,
      SHAPE,
    );
    // 0.75 of the label 0.2 and 0.25 of the teacher's 0.5 and 0; its depth alone.
    const [x, y, z] = taught.landmarks;
    expect(x).toBeCloseTo(0.75 * 0.2 + 0.25 * 0.5, 6);
    expect(y).toBeCloseTo(0.75 * 0.2, 6);
    expect(z).toBeCloseTo(0.25, 6);
    expect([...taught.landmarkWeights.subarray(0, 3)]).toEqual([1, 1, 0.25]);
    // What holds no face and what it cannot answer stays.
    const rest = batch();
    expect(taught.landmarks.subarray(204)).toEqual(
      rest.landmarks.subarray(204),
    );
    expect(taught.landmarkWeights.subarray(204)).toEqual(
      rest.landmarkWeights.subarray(204),
    );
  });

  it("shows its network the student's crop: the same bytes, the whole window", () => {
    expect(asked).toHaveLength(2);
    expect(asked[0]!.data).toEqual([16, 26, 36]);
    const { centreX, centreY, side } = asked[0]!.window;
    expect(centreX).toBeCloseTo(3.5, 6);
    expect(centreY).toBeCloseTo(3.5, 6);
    expect(side).toBeCloseTo(8, 6);
  });

  it("refuses a file that is no model, naming it", async () => {
    await expect(
      Teacher.load({ model: "missing.onnx", weight: 1 }, NORMALISATION),
    ).rejects.toThrow(/for training.teacher.*missing\.onnx/);
  });
});
