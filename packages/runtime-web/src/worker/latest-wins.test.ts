import { describe, expect, it } from "@jest/globals";
import { LatestWins } from "./latest-wins.ts";

/** A job that ends when told to. */
function job() {
  const log: string[] = [];
  let end!: (value: string) => void;
  let fail!: (error: Error) => void;
  const done = new Promise<string>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return {
    log,
    end,
    fail,
    start: () => {
      log.push("started");
      return done;
    },
    drop: () => log.push("dropped"),
  };
}

describe("LatestWins", () => {
  it("drops the job that waits when a newer one comes", async () => {
    const latest = new LatestWins();
    const [a, b, c] = [job(), job(), job()];
    const results = [a, b, c].map((each) => latest.run(each));
    expect(await results[1]).toBeUndefined();
    expect([a.log, b.log, c.log]).toEqual([["started"], ["dropped"], []]);
    a.end("a");
    expect(await results[0]).toBe("a");
    expect(c.log).toEqual(["started"]);
    c.end("c");
    expect(await results[2]).toBe("c");
  });

  it("begins the job that waits before the caller of the last one goes on", async () => {
    const latest = new LatestWins();
    const [a, b, c] = [job(), job(), job()];
    const first = latest.run(a);
    const second = latest.run(b);
    a.end("a");
    await first;
    const third = latest.run(c);
    b.end("b");
    c.end("c");
    expect(await second).toBe("b");
    expect(await third).toBe("c");
  });

  it("goes on after a job that fails", async () => {
    const latest = new LatestWins();
    const [a, b] = [job(), job()];
    const first = latest.run(a);
    const second = latest.run(b);
    a.fail(new Error("broken"));
    b.end("b");
    await expect(first).rejects.toThrow("broken");
    expect(await second).toBe("b");
  });

  it("rejects the one that waits when cleared", async () => {
    const latest = new LatestWins();
    const [a, b] = [job(), job()];
    const first = latest.run(a);
    const second = latest.run(b);
    latest.clear(new Error("over"));
    await expect(second).rejects.toThrow("over");
    a.end("a");
    expect(await first).toBe("a");
    expect(b.log).toEqual(["dropped"]);
  });
});
