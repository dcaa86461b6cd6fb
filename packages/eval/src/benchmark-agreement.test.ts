import { describe, expect, it } from "@jest/globals";
import { nme } from "./nme.ts";
import { poseBin } from "./pose-bins.ts";
import { summarise } from "./summary.ts";

type Pairs = readonly (readonly [number, number])[];

interface Item {
  readonly id: string;
  readonly split: string;
  readonly yaw: number;
  readonly bin: number;
  readonly official: Pairs;
  readonly reann: Pairs;
}

interface Scorer {
  loadLabels(): { readonly items: readonly Item[] };
  stats(
    items: readonly Item[],
    predictions: Record<string, Pairs | null>,
    labels: "official" | "reann",
    options: { ci: boolean },
  ): {
    readonly bins: readonly number[];
    readonly balanced: number;
    readonly mean: number;
    readonly fr6: number;
    readonly fr6_bins: readonly number[];
    readonly auc6: number;
    readonly auc6_bins: readonly number[];
    readonly miss: number;
    readonly inner51_mean: number;
  };
}

/** What Node adds to the platform: the package itself is compiled without it, so that it runs anywhere. */
interface Node {
  readonly process: {
    readonly env: Record<string, string | undefined>;
    getBuiltinModule(id: "node:fs"): {
      existsSync(path: string): boolean;
      readFileSync(path: string, encoding: "utf8"): string;
    };
  };
  readonly URL: new (
    path: string,
    base: string,
  ) => { readonly pathname: string };
}

const { process, URL } = globalThis as unknown as Node;
const { existsSync, readFileSync } = process.getBuiltinModule("node:fs");
const here = (import.meta as unknown as { readonly url: string }).url;
const data =
  process.env["FDHM_DATA"] ?? new URL("../../../../shared/data", here).pathname;
const folder = `${data}/aflw2000-dev`;
const present = existsSync(`${folder}/score.mjs`);

function triples(points: Pairs): Float32Array {
  return Float32Array.from(points.flatMap(([x, y]) => [x, y, 0]));
}

describe(`agreement with the benchmark's own scorer${present ? "" : ` (skipped: no ${folder})`}`, () => {
  (present ? it : it.skip).each(["official", "reann"] as const)(
    "measures as it does on the %s labels, missed faces included",
    async (labels) => {
      const scorer = (await import(`file://${folder}/score.mjs`)) as Scorer;
      const items = scorer
        .loadLabels()
        .items.filter((item) => item.split === "dev");
      const predictions = JSON.parse(
        readFileSync(`${folder}/predictions/3ddfa_v2_mb05.json`, "utf8"),
      ).official as Record<string, Pairs | null>;
      // Three faces, one a bin, without landmarks.
      for (const bin of [0, 1, 2])
        predictions[items.find((item) => item.bin === bin)!.id] = null;
      const theirs = scorer.stats(items, predictions, labels, { ci: false });

      const faces = items.map((item) => {
        const predicted = predictions[item.id] ?? null;
        const yaw = (item.yaw * Math.PI) / 180;
        expect(poseBin(yaw)).toBe(item.bin);
        const compare = (range?: readonly [number, number]) =>
          predicted === null
            ? null
            : nme(
                triples(predicted),
                triples(item[labels]),
                range === undefined ? {} : { range },
              );
        return { name: item.id, yaw, nme: compare(), inner: compare([17, 68]) };
      });
      const ours = summarise(faces);
      const near = (fraction: number | null, percent: number) =>
        expect(Math.abs(100 * fraction! - percent)).toBeLessThan(1e-3);

      expect(ours.missed).toHaveLength(theirs.miss);
      near(ours.mean, theirs.mean);
      near(ours.meanOfBins!.mean, theirs.balanced);
      near(ours.failures, theirs.fr6);
      near(ours.area, theirs.auc6);
      ours.bins.forEach((bin, i) => {
        near(bin!.mean, theirs.bins[i]!);
        near(bin!.failures, theirs.fr6_bins[i]!);
        near(bin!.area, theirs.auc6_bins[i]!);
      });
      const inner = summarise(
        faces.map((face) => ({ ...face, nme: face.inner })),
      );
      near(inner.mean, theirs.inner51_mean);
    },
  );
});
