import { describe, expect, it } from "@jest/globals";
import { createFastDhm } from "./fast-dhm.ts";
import { readSafetensors, writeSafetensors } from "./safetensors.ts";
import {
  TINY,
  TINY_FAST_DHM,
  usedWeights,
} from "./tiny-networks.test.fixture.ts";
import { readWeights, writeWeights } from "./weights-file.ts";

const network = TINY["fast-dhm"];
const weights = usedWeights(network);
const bytes = writeWeights(network, weights, { epoch: "3" });

describe("weights files", () => {
  it("read what was written", () => {
    expect(readWeights(network, bytes)).toEqual({
      weights,
      metadata: { epoch: "3" },
    });
  });

  it("name the first variable in which another network differs", () => {
    const wider = createFastDhm({ ...TINY_FAST_DHM, bottleneck: 8 });
    expect(() => readWeights(wider, bytes, "w.safetensors")).toThrow(
      /^Expected head\/bottleneck\/kernel \[1, 1, 8, 8\] for variable \d+ but received "head\/bottleneck\/kernel \[1, 1, 8, 4\]" \(w.safetensors\)$/,
    );
    const longer = createFastDhm({ ...TINY_FAST_DHM, steps: 0 });
    expect(() => readWeights(longer, bytes)).toThrow(
      'received "recurrent/transition/kernel [1, 1, 8, 8]"',
    );
  });

  it("refuse too few and too many variables", () => {
    const { tensors, metadata } = readSafetensors(bytes);
    const last = tensors.at(-1) as (typeof tensors)[number];
    const cut = writeSafetensors({ tensors: tensors.slice(0, -1), metadata });
    expect(() => readWeights(network, cut)).toThrow('received "nothing"');
    const more = writeSafetensors({
      tensors: [...tensors, { ...last, name: "extra" }],
      metadata,
    });
    expect(() => readWeights(network, more)).toThrow(
      "the first surplus one extra",
    );
  });

  it("refuse NaN, in and out", () => {
    expect(() => writeWeights(network, weights.with(0, Infinity))).toThrow(
      "Expected a finite number for weights[0] but received Infinity",
    );
    const { tensors, metadata } = readSafetensors(bytes);
    const damaged = writeSafetensors({
      tensors: tensors.map((tensor, i) =>
        i === 0 ? { ...tensor, data: tensor.data.with(2, NaN) } : tensor,
      ),
      metadata,
    });
    expect(() => readWeights(network, damaged, "w")).toThrow(
      "Expected a finite number for stem/kernel0[2] but received NaN (w)",
    );
  });
});
