import { Trouble } from "../trouble.ts";
import { cameraTrouble } from "./camera-trouble.ts";
import { offstageVideo } from "./offstage-video.ts";
import type { Source } from "./source.ts";
import { videoFrames } from "./video-canvas.ts";

/** Most people in the picture that are followed. */
const MOST = 4;

/**
 * The camera that looks at whoever uses the page.
 *
 * @throws Trouble where there is none, or it may not be used.
 */
export async function camera(): Promise<Source> {
  const stream = await openStream();
  const video = offstageVideo();
  video.srcObject = stream;
  const close = (): void => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
    video.remove();
  };
  try {
    await video.play();
  } catch (cause) {
    close();
    throw cameraTrouble("NotReadableError", cause);
  }
  const [track] = stream.getVideoTracks();
  return {
    kind: "camera",
    name: track!.label || "the camera",
    // Only one that looks the same way as whoever uses the page is no mirror.
    mirrored: track!.getSettings().facingMode !== "environment",
    most: MOST,
    moving: true,
    async *frames(signal) {
      const gone = new AbortController();
      track!.addEventListener("ended", () => gone.abort(), { signal });
      if (track!.readyState === "ended") gone.abort();
      yield* videoFrames(video, AbortSignal.any([signal, gone.signal]));
      if (gone.signal.aborted && !signal.aborted)
        throw new Trouble(
          "The camera has stopped.",
          "It was unplugged, or this page may no longer use it. Choose Camera to try again.",
        );
    },
    close,
  };
}

async function openStream(): Promise<MediaStream> {
  // Absent on pages that came over plain http.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined)
    throw cameraTrouble(
      window.isSecureContext ? "NotSupportedError" : "InsecureOrigin",
    );
  try {
    return await devices.getUserMedia({
      video: {
        facingMode: "user",
        width: { ideal: 640 },
        height: { ideal: 480 },
      },
    });
  } catch (cause) {
    throw cameraTrouble((cause as Error).name, cause);
  }
}
