import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { TinyWorld } from "../testing/tiny-world.ts";
import { FaceTracker } from "./face-tracker.ts";
import { videoFrames } from "./video-frames.ts";

/** What of a video the loop looks at; frames come when a test says so. */
class TinyVideo extends EventTarget {
  readyState = 4;
  videoWidth = 640;
  videoHeight = 480;
  currentTime = 0;
  ended = false;
  error: { message: string } | null = null;
  waiting: ((now: number) => void) | undefined;
  cancelled = 0;

  get element(): HTMLVideoElement {
    return this as unknown as HTMLVideoElement;
  }

  requestVideoFrameCallback?(callback: (now: number) => void): number {
    this.waiting = callback;
    return 1;
  }

  cancelVideoFrameCallback(): void {
    this.cancelled++;
    this.waiting = undefined;
  }

  /** Shows a frame, once the loop waits for it. */
  async show(now: number): Promise<void> {
    await settle();
    this.currentTime = now / 1000;
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.(now);
    await settle();
  }

  async end(): Promise<void> {
    await settle();
    this.ended = true;
    this.dispatchEvent(new Event("ended"));
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

/** The times of the frames that a loop sees, as it goes. */
function watch(video: TinyVideo, signal?: AbortSignal) {
  const times: number[] = [];
  const done = (async () => {
    for await (const time of videoFrames(video.element, signal))
      times.push(time);
  })();
  return { times, done };
}

describe("videoFrames", () => {
  it("comes round for the frame that is there and for each new one, until the end", async () => {
    const video = new TinyVideo();
    const { times, done } = watch(video);
    await video.show(2e6);
    await video.show(2e6 + 40);
    await video.end();
    await done;
    expect(times.slice(1)).toEqual([2e6, 2e6 + 40]);
    expect(times[0]).toBeLessThan(2e6);
    expect(video.waiting).toBeUndefined();
  });

  it("leaves out times without a frame", async () => {
    const video = new TinyVideo();
    video.readyState = 1;
    const { times, done } = watch(video);
    await video.show(20);
    expect(times).toEqual([]);
    video.readyState = 2;
    await video.show(2e6);
    video.videoWidth = 0;
    await video.show(3e6);
    await video.end();
    await done;
    expect(times).toEqual([2e6]);
  });

  it("never goes back in time, though a frame may have begun before the loop", async () => {
    const video = new TinyVideo();
    const { times, done } = watch(video);
    await video.show(1);
    await video.end();
    await done;
    expect(times[1]).toBe(times[0]);
  });

  it("ends when it is told to, while it waits and while it works", async () => {
    const video = new TinyVideo();
    const controller = new AbortController();
    const { times, done } = watch(video, controller.signal);
    await video.show(20);
    controller.abort();
    await done;
    expect(times).toHaveLength(2);
    expect(video.waiting).toBeUndefined();
    await watch(video, controller.signal).done;
    let turns = 0;
    const other = new AbortController();
    for await (const time of videoFrames(video.element, other.signal)) {
      turns += time > 0 ? 1 : 0;
      other.abort();
    }
    expect(turns).toBe(1);
  });

  it("tells of a video that breaks, before and while it waits", async () => {
    const video = new TinyVideo();
    const { done } = watch(video);
    const refused = expect(done).rejects.toThrow(
      /a video that plays for video but received "no decoder"/,
    );
    await settle();
    video.error = { message: "no decoder" };
    video.dispatchEvent(new Event("error"));
    await refused;
    await expect(watch(video).done).rejects.toThrow(/a video that plays/);
  });

  describe("without the video's own callback", () => {
    const frames = globalThis as unknown as Record<string, unknown>;
    let waiting: ((now: number) => void) | undefined;
    beforeEach(() => {
      waiting = undefined;
      frames.requestAnimationFrame = (callback: typeof waiting) => {
        waiting = callback;
        return 1;
      };
      frames.cancelAnimationFrame = () => (waiting = undefined);
    });
    afterEach(() => {
      delete frames.requestAnimationFrame;
      delete frames.cancelAnimationFrame;
    });

    it("takes animation frames at which the video has moved on", async () => {
      const video = new TinyVideo();
      (
        video as { requestVideoFrameCallback?: unknown }
      ).requestVideoFrameCallback = undefined;
      const { times, done } = watch(video);
      const tick = async (now: number, at: number) => {
        await settle();
        video.currentTime = at;
        waiting!(now);
      };
      await tick(2e6, 0);
      await tick(3e6, 0.03);
      await tick(4e6, 0.03);
      await tick(5e6, 0.06);
      await video.end();
      await done;
      expect(times.slice(1)).toEqual([3e6, 5e6]);
      expect(waiting).toBeUndefined();
    });
  });
});

describe("FaceTracker.track", () => {
  it("gives the faces of each frame, and takes a new loop once the last is done", async () => {
    const world = new TinyWorld();
    world.faces = [{ x: 200, y: 200 }];
    const tracker = new FaceTracker(world, { smoothing: false });
    const video = new TinyVideo();
    const seen: number[][] = [];
    const boxes = [world.box(0)];
    const loop = (async () => {
      for await (const faces of tracker.track(video.element, { boxes }))
        seen.push(faces.map(({ landmarks }) => landmarks[0]!));
    })();
    await settle();
    await expect(
      tracker.track(video.element, { boxes }).next(),
    ).rejects.toThrow(/one video at a time for FaceTracker.track/);
    world.faces = [{ x: 230, y: 200 }];
    await video.show(performance.now());
    world.faces = [];
    await video.show(0);
    await video.end();
    await loop;
    expect(seen).toHaveLength(3);
    expect(seen[1]![0]! - seen[0]![0]!).toBeCloseTo(30, 3);
    expect(seen[2]).toEqual([]);
    for await (const faces of tracker.track(video.element))
      expect(faces).toEqual([]);
  });

  it("asks for a beginning", async () => {
    const tracker = new FaceTracker(new TinyWorld());
    const loop = tracker.track(new TinyVideo().element);
    await expect(loop.next()).rejects.toThrow(
      /a finder, or boxes to start from/,
    );
  });
});
