import { readFile } from "node:fs/promises";
import { describe, expect, it } from "@jest/globals";
import { AUGMENT_DEFAULTS } from "@fdhm/datasets";
import { parse } from "yaml";
import { runConfigSchema } from "../config/schema.ts";
import { augmentation } from "./augmentation.ts";

async function settings(change: object) {
  const file = new URL("../../configs/embedded.yaml", import.meta.url);
  const config = parse(await readFile(file, "utf8"), { merge: true });
  return augmentation(
    runConfigSchema.parse({ ...config, augmentation: change }).augmentation,
  );
}

describe("augmentation", () => {
  it("takes each key over, in the data package's units", async () => {
    const same = {
      flip: 0.1,
      shift: 0.3,
      perspective: 0.05,
      background: 0.11,
      motionBlur: 0.12,
      lowResolution: 0.13,
      jpeg: 0.14,
      hands: 0.15,
      hair: 0.16,
      occlusion: 0.17,
      negatives: 0.18,
    };
    const taken = await settings({
      ...same,
      rotation: 90,
      quarterTurns: 0.2,
      scale: 0.25,
      colour: 0.25,
    });
    expect(taken).toMatchObject({
      ...same,
      rotation: Math.PI / 2,
      rotationTail: 0.2,
      scale: [0.8, 1.25],
      gamma: AUGMENT_DEFAULTS.gamma / 2,
    });
  });

  it("is the data package's where nothing is said, but for what boxes need", async () => {
    const usual = await settings({});
    const { scale, shift, negatives } = usual;
    expect(usual).toEqual({ ...AUGMENT_DEFAULTS, scale, shift, negatives });
  });
});
