import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { readMetrics } from "./read-metrics.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "metrics-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("readMetrics", () => {
  it("tells losses, validations and processes apart, and leaves out half a line", async () => {
    const validation = { mean: 0.04, bins: [0.03, 0.05, null], failures: 0.1 };
    await writeFile(
      join(folder, "metrics.jsonl"),
      [
        '{"step":0,"session":{"facesPerEpoch":12}}',
        '{"step":10,"loss":0.5,"seconds":2}',
        '{"step":20,"loss":null}',
        JSON.stringify({ step: 20, validation }),
        '{"step":30,"lo',
      ].join("\n"),
    );
    expect(await readMetrics(folder)).toEqual({
      losses: [
        { step: 10, loss: 0.5, seconds: 2 },
        { step: 20, loss: NaN },
      ],
      validations: [{ step: 20, ...validation }],
      sessions: [{ step: 0, facesPerEpoch: 12 }],
    });
  });

  it("finds nothing in a run that has only begun", async () => {
    const { losses, validations, sessions } = await readMetrics(folder);
    expect([losses, validations, sessions]).toEqual([[], [], []]);
  });
});
