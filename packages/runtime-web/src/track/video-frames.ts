import { expected } from "@fdhm/errors";

/** `readyState` of a video from which on it has a frame to show. */
const HAVE_CURRENT_DATA = 2;

/**
 * Comes round whenever a video shows a new frame, and at once if it shows one already; while the loop is busy, frames pass by. By the video's own
 * callback where the browser has it, else by the page's animation frames. Ends when the video ends or the signal is aborted.
 *
 * @returns when each frame was shown, ms of `performance.now()`, never before the last one.
 * @throws RangeError where the video breaks.
 */
export async function* videoFrames(
  video: HTMLVideoElement,
  signal?: AbortSignal,
): AsyncGenerator<number, void> {
  let time: number | undefined = performance.now();
  /** The frame that was seen last, where only its time tells it from the next. */
  let shown = NaN;
  let last = time;
  while (!signal?.aborted && time !== undefined) {
    // A callback tells when its frame began, which may be before the time that the first one was seen.
    last = Math.max(last, time);
    if (video.readyState >= HAVE_CURRENT_DATA && video.videoWidth > 0) {
      shown = video.currentTime;
      yield last;
    }
    time = await nextFrame(video, shown, signal);
  }
}

/** When the next frame is shown; undefined once there will be none. */
function nextFrame(
  video: HTMLVideoElement,
  shown: number,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const own = typeof video.requestVideoFrameCallback === "function";
    let handle = 0;
    const stop = (): void => {
      if (own) video.cancelVideoFrameCallback(handle);
      else cancelAnimationFrame(handle);
      video.removeEventListener("ended", end);
      video.removeEventListener("error", fail);
      signal?.removeEventListener("abort", end);
    };
    const end = (): void => {
      stop();
      resolve(undefined);
    };
    const fail = (): void => {
      stop();
      reject(
        expected(
          "a video that plays",
          "video",
          video.error?.message ?? "error",
        ),
      );
    };
    const next = (now: number): void => {
      // An animation frame may come before the video's next one.
      if (!own && video.currentTime === shown) {
        handle = requestAnimationFrame(next);
        return;
      }
      stop();
      resolve(now);
    };
    if (signal?.aborted || video.ended) {
      resolve(undefined);
      return;
    }
    if (video.error) {
      fail();
      return;
    }
    video.addEventListener("ended", end);
    video.addEventListener("error", fail);
    signal?.addEventListener("abort", end);
    handle = own
      ? video.requestVideoFrameCallback(next)
      : requestAnimationFrame(next);
  });
}
