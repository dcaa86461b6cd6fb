import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { parseShard } from "./shard.ts";

const FILE = new URL("../../../../docs/indexed-job.yaml", import.meta.url);

/** The fields of batch/v1 that an Indexed Job has to have. */
interface IndexedJob {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  spec: {
    completionMode: string;
    completions: number;
    parallelism: number;
    template: {
      spec: {
        restartPolicy: string;
        containers: {
          name: string;
          image: string;
          env: { name: string; value: string }[];
          command: string[];
          volumeMounts: { name: string; mountPath: string }[];
        }[];
        volumes: { name: string }[];
      };
    };
  };
}

let job: IndexedJob;
beforeAll(async () => {
  job = parse(await readFile(FILE, "utf8")) as IndexedJob;
});

describe("the example of an Indexed Job", () => {
  it("has the fields that Kubernetes wants", () => {
    expect([job.apiVersion, job.kind]).toEqual(["batch/v1", "Job"]);
    expect(job.metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
    const { completionMode, completions, parallelism, template } = job.spec;
    expect(completionMode).toBe("Indexed");
    expect(parallelism).toBeLessThanOrEqual(completions);
    // Required with backoffLimitPerIndex and with podFailurePolicy.
    expect(template.spec.restartPolicy).toBe("Never");
    const volumes = template.spec.volumes.map(({ name }) => name);
    for (const { name, image, env, volumeMounts } of template.spec.containers) {
      expect(name).toMatch(/^[a-z0-9-]+$/);
      expect(image).toMatch(/:[\w.-]+$/);
      for (const { value } of env) expect(typeof value).toBe("string");
      for (const mount of volumeMounts) expect(volumes).toContain(mount.name);
    }
  });

  it("gives every pod a shard of its own", () => {
    const { command, env } = job.spec.template.spec.containers[0]!;
    expect(command.slice(0, 2)).toEqual(["sh", "-c"]);
    const line = command[2]!.replace("exec node", "echo");
    const shards = Array.from({ length: job.spec.completions }, (_, index) => {
      const said = execFileSync("sh", ["-c", line], {
        encoding: "utf8",
        env: {
          ...process.env,
          ...Object.fromEntries(env.map(({ name, value }) => [name, value])),
          JOB_COMPLETION_INDEX: String(index),
        },
      });
      expect(said).toMatch(/dist\/cli\.js sweep sweep\.yaml --runs runs/);
      return parseShard(said.trim().split(" ").at(-1)!);
    });
    expect(shards.map(({ part }) => part)).toEqual(shards.map((_, i) => i));
    expect(new Set(shards.map(({ parts }) => parts)).size).toBe(1);
    expect(shards[0]!.parts).toBe(shards.length);
  });
});
