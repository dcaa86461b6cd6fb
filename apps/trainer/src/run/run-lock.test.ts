import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  utimes,
  writeFile,
} from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { holderOf, RunLock } from "./run-lock.ts";

let folder: string;
const lock = () => join(folder, "run.lock");
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lock-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("RunLock", () => {
  it("is one process's until it is given back", async () => {
    const taken = await RunLock.take(folder);
    const name = `process ${process.pid} of ${hostname()}`;
    expect(await holderOf(folder)).toBe(name);
    await expect(RunLock.take(folder)).rejects.toThrow(name);
    await taken.release();
    expect(await holderOf(folder)).toBeUndefined();
    await (await RunLock.take(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it("is taken over from an earlier process of the same number, as a container's first is", async () => {
    const taken = await RunLock.take(folder);
    const holder = JSON.parse(await readFile(lock(), "utf8"));
    await taken.release();
    await writeFile(lock(), JSON.stringify({ ...holder, began: "1" }));
    await (await RunLock.take(folder)).release();
  });

  it.each([
    [
      "another machine's",
      '{"pid":1,"host":"another","began":"1"}',
      /process 1 of another/,
    ],
    ["one that is just being written", "", /just beginning/],
  ])("keeps %s as long as it is touched", async (_, content, holder) => {
    await writeFile(lock(), content);
    await expect(RunLock.take(folder)).rejects.toThrow(holder);
    const old = new Date(Date.now() - 100_000);
    await utimes(lock(), old, old);
    const taken = await RunLock.take(folder);
    expect(await readdir(folder)).toEqual(["run.lock"]);
    await taken.release();
  });

  it("of a dead process is taken over by one of many that find it at once", async () => {
    for (let round = 0; round < 20; round++) {
      await writeFile(
        lock(),
        JSON.stringify({ pid: 1, host: hostname(), began: "dead" }),
      );
      const tries = await Promise.allSettled(
        Array.from({ length: 8 }, () => RunLock.take(folder)),
      );
      const taken = tries.filter((one) => one.status === "fulfilled");
      expect(taken).toHaveLength(1);
      await taken[0]!.value.release();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it("does not wait for one that died while it looked", async () => {
    await writeFile(
      lock(),
      JSON.stringify({ pid: 1, host: hostname(), began: "dead" }),
    );
    await mkdir(`${lock()}.turn`);
    const old = new Date(Date.now() - 100_000);
    await utimes(`${lock()}.turn`, old, old);
    await (await RunLock.take(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it("names a folder that cannot be written", async () => {
    await expect(RunLock.take(join(folder, "none"))).rejects.toThrow(
      /a folder that can be written for run directory.*none/,
    );
  });
});
