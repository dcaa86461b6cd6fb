import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { readConfig } from "./read-config.ts";

const VALID = `
name: small
data:
  train: [{ kind: rendered, count: 10 }]
  validation: [{ kind: rendered, count: 5 }]
  test: { kind: rendered, count: 5 }
training: { steps: 20 }
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "config-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(text: string, overrides: string[] = []) {
  const file = join(folder, "run.yaml");
  await writeFile(file, text);
  return readConfig(file, overrides);
}

describe("readConfig", () => {
  it("fills in defaults", async () => {
    const config = await read(VALID);
    expect(config.training).toMatchObject({ steps: 20, batchSize: 32 });
    expect(config.network.preset).toBe("fast-dhm");
    expect(config.augmentation.flip).toBe(0.5);
  });

  it("takes overrides, typed as in YAML and by position in lists", async () => {
    const config = await read(VALID, [
      "training.batchSize=8",
      "training.optimiser.rate=0.01",
      "data.train.0.count=77",
    ]);
    expect(config.training.batchSize).toBe(8);
    expect(config.training.optimiser.rate).toBe(0.01);
    expect(config.data.train[0]).toMatchObject({ count: 77 });
  });

  it("takes over another mapping's keys", async () => {
    const config = await read(
      VALID.replace(
        "{ kind: rendered, count: 10 }",
        "&faces { kind: rendered, count: 10, size: 64 }",
      ).replace(
        "test: { kind: rendered, count: 5 }",
        "test: { <<: *faces, count: 7 }",
      ),
    );
    expect(config.data.test).toMatchObject({ count: 7, size: 64 });
  });

  it("names an unknown key, its path and the nearest known one", async () => {
    await expect(
      read(VALID.replace("steps: 20", "steps: 20, batchsize: 4")),
    ).rejects.toThrow(
      /unknown key training\.batchsize; did you mean "batchSize"\?.*run\.yaml/,
    );
  });

  it("refuses a negative rate", async () => {
    await expect(read(VALID, ["training.optimiser.rate=-1"])).rejects.toThrow(
      /training\.optimiser\.rate/,
    );
  });

  it("puts environment variables into paths and names a missing one", async () => {
    const pts = VALID.replace(
      "train: [{ kind: rendered, count: 10 }]",
      "train: [{ kind: pts, path: '${FDHM_TEST_FOLDER}/faces' }]",
    );
    await expect(read(pts)).rejects.toThrow(/FDHM_TEST_FOLDER/);
    process.env["FDHM_TEST_FOLDER"] = "/data";
    try {
      expect((await read(pts)).data.train[0]).toMatchObject({
        path: "/data/faces",
      });
    } finally {
      delete process.env["FDHM_TEST_FOLDER"];
    }
  });

  it("refuses a missing file and one that is no YAML", async () => {
    await expect(readConfig(join(folder, "none.yaml"))).rejects.toThrow(
      /readable file.*none\.yaml/,
    );
    await expect(read("a: [1")).rejects.toThrow(/Expected YAML/);
  });
});
