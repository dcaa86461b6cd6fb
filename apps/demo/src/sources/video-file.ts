import { Trouble } from "../trouble.ts";
import { offstageVideo } from "./offstage-video.ts";
import type { Source } from "./source.ts";
import { videoFrames } from "./video-canvas.ts";

/** Most people in the picture that are followed. */
const MOST = 4;

/**
 * A video from a file, over and over, without sound.
 *
 * @param paused - whether it waits to be told to play.
 * @throws Trouble where the browser cannot play it.
 */
export async function videoFile(file: File, paused: boolean): Promise<Source> {
  const address = URL.createObjectURL(file);
  const video = offstageVideo();
  video.loop = true;
  video.preload = "auto";
  const close = (): void => {
    video.pause();
    video.removeAttribute("src");
    video.load();
    video.remove();
    URL.revokeObjectURL(address);
  };
  try {
    await ready(video, address, file.name);
    if (!paused) await video.play();
  } catch (error) {
    close();
    throw error instanceof Trouble ? error : unplayable(file.name, error);
  }
  return {
    kind: "video",
    name: file.name,
    mirrored: false,
    most: MOST,
    moving: true,
    pause: {
      get paused() {
        return video.paused;
      },
      set(stop) {
        if (stop) video.pause();
        // It has played before; what breaks now, `frames` tells.
        else video.play().catch(() => undefined);
      },
    },
    async *frames(signal) {
      const broken = new AbortController();
      video.addEventListener("error", () => broken.abort(), { signal });
      yield* videoFrames(video, AbortSignal.any([signal, broken.signal]));
      if (broken.signal.aborted && !signal.aborted)
        throw unplayable(file.name, video.error);
    },
    close,
  };
}

/** Waits for the first frame. */
function ready(
  video: HTMLVideoElement,
  address: string,
  name: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    video.addEventListener("error", () =>
      reject(unplayable(name, video.error)),
    );
    video.addEventListener("loadeddata", () => {
      if (video.videoWidth > 0) resolve();
      else
        reject(
          new Trouble(
            `“${name}” has no picture.`,
            "It holds sound alone. Choose a file with a picture.",
          ),
        );
    });
    video.src = address;
  });
}

function unplayable(name: string, cause: unknown): Trouble {
  return new Trouble(
    `“${name}” is not a video that this browser can play.`,
    "Choose an MP4 (H.264) or a WebM; those play in most browsers.",
    { cause },
  );
}
