import type { Frame } from "./source.ts";

/** Longest edge of a frame, px: faces in larger ones are found no better, and every frame is copied. */
const LONGEST = 1280;

/** `readyState` from which on a video has a frame. */
const HAVE_CURRENT_DATA = 2;

/**
 * The frames that a video shows, copied, so that what is drawn over a frame is drawn over this one and not over the next. Begins
 * with the one that it shows now; a video that was rewound has another one.
 */
export async function* videoFrames(
  video: HTMLVideoElement,
  signal: AbortSignal,
): AsyncGenerator<Frame, void> {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d")!;
  let waiting = false;
  while (!signal.aborted) {
    if (waiting && !(await nextFrame(video, signal))) return;
    waiting = true;
    const { videoWidth, videoHeight, readyState } = video;
    if (readyState < HAVE_CURRENT_DATA || videoWidth === 0) continue;
    const scale = Math.min(1, LONGEST / Math.max(videoWidth, videoHeight));
    const width = Math.round(videoWidth * scale);
    const height = Math.round(videoHeight * scale);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    context.drawImage(video, 0, 0, width, height);
    yield { canvas, timestamp: performance.now() };
  }
}

/** Waits for the next one; false once the signal is aborted. */
function nextFrame(
  video: HTMLVideoElement,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const own = "requestVideoFrameCallback" in video;
    const next = (): void => {
      signal.removeEventListener("abort", abort);
      resolve(true);
    };
    const handle = own
      ? video.requestVideoFrameCallback(next)
      : requestAnimationFrame(next);
    const abort = (): void => {
      if (own) video.cancelVideoFrameCallback(handle);
      else cancelAnimationFrame(handle);
      resolve(false);
    };
    signal.addEventListener("abort", abort, { once: true });
  });
}
