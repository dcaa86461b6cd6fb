import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp, { type Create } from "sharp";

/** Names of the faces to report on, one a pose bin. */
export const NAMES = ["front", "half", "profile"];
const YAWS = [0, 45, -80];

/** 68 `[x, y]` in the tight box from (16, 12) to (48, 44) px, each in its own place. */
export const TRUTH: readonly (readonly [number, number])[] = Array.from(
  { length: 68 },
  (_, k) =>
    k === 0
      ? ([16, 12] as const)
      : k === 1
        ? ([48, 44] as const)
        : ([20 + (k % 8) * 3, 16 + Math.floor(k / 8) * 3] as const),
);

/** {@link TRUTH}, `dx` px further to the right. */
export const moved = (dx: number) => TRUTH.map(([x, y]) => [x + dx, y]);

/** Writes a benchmark folder: three faces to report on, two to tune by; the second labels lie 3.2 px (10 %) to the right. */
export async function writeBenchmark(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const grey = { width: 64, height: 64, channels: 3, background: "#808080" };
  await sharp({ create: grey as Create })
    .png()
    .toFile(join(folder, "grey.png"));
  const item = (id: string, role: string, yaw: number) => ({
    ...{ id, role, yaw, pitch: 0, roll: 0 },
    image: "grey.png",
    split: role === "score" ? "dev" : null,
    official: TRUTH,
    reann: moved(3.2),
    box: [16, 12, 48, 44],
    jbox: [16, 12, 48, 44],
  });
  const items = [
    ...NAMES.map((name, i) => item(name, "score", YAWS[i]!)),
    item("tune 1", "tune", 0),
    item("tune 2", "tune", 50),
  ];
  await writeFile(
    join(folder, "labels.json"),
    JSON.stringify({ version: 1, items }),
  );
}
