import { beforeAll, describe, expect, it } from "@jest/globals";
import { packParameters } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { openFacePoints } from "../testing/open-face-points.ts";
import { type FaceLift, faceLift } from "./face-lift.ts";

const identity = [1.2, -0.8, 0.5];

describe("faceLift", () => {
  let lift: FaceLift;
  beforeAll(async () => {
    lift = faceLift(await loadOpenFace());
  });

  it("finds the pose and nearly the face that the landmarks are of", async () => {
    const landmarks = await openFacePoints({
      identity,
      expressions: { "open-mouth": 0.5 },
      yaw: 50,
      pitch: 10,
    });
    const fit = lift({ landmarks });
    // A little of the turn is taken for shape, which the prior holds back.
    expect(Math.abs(fit.pose.yaw - (50 * Math.PI) / 180)).toBeLessThan(0.06);
    expect(Math.abs(fit.pose.pitch - (10 * Math.PI) / 180)).toBeLessThan(0.06);
    expect(Math.abs(fit.pose.roll)).toBeLessThan(0.06);
    expect(fit.residual).toBeLessThan(0.005);
    expect(packParameters(fit)).toHaveLength(234);
  });

  it("trusts less what the model is unsure of, unless weights are given", async () => {
    const landmarks = await openFacePoints({ identity });
    const uncertainty = new Float32Array(68).fill(1);
    const spoilt = landmarks.slice();
    for (let k = 0; k < 8; k++) spoilt[3 * k]! += 25;
    uncertainty.fill(20, 0, 8);
    const { points: truth } = lift({ landmarks });
    const off = ({ points }: { points: Float32Array }) =>
      Math.hypot(
        ...points.map((value, i) => (i % 3 === 2 ? 0 : value - truth[i]!)),
      );
    const plain = off(lift({ landmarks: spoilt }));
    expect(off(lift({ landmarks: spoilt, uncertainty }))).toBeLessThan(
      plain / 5,
    );
    const weights = new Float32Array(68).fill(1);
    const told = lift({ landmarks: spoilt, uncertainty }, { weights });
    expect(off(told)).toBeCloseTo(plain, 6);
  });

  it("stands a model that claims to be exact", async () => {
    const landmarks = await openFacePoints({ identity });
    const plain = lift({ landmarks }).residual;
    const exact = new Float32Array(68);
    expect(lift({ landmarks, uncertainty: exact }).residual).toBeCloseTo(
      plain,
      6,
    );
    exact.fill(1, 3);
    expect(lift({ landmarks, uncertainty: exact }).residual).toBeLessThan(0.02);
  });

  it("refuses landmarks that are broken", () => {
    expect(() => lift({ landmarks: new Float32Array(6) })).toThrow(
      /xyz triples of 68 points/,
    );
  });
});
