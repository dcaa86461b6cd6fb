import { Trouble } from "../trouble.ts";

/** Names of the errors with which browsers refuse a camera, and one of our own for pages that have no way to ask. */
type CameraFailure = keyof typeof FAILURES;

const FAILURES = {
  NotAllowedError: [
    "The camera was refused.",
    "This page may not use it. Allow the camera in the browser’s address bar or settings, then choose Camera again.",
  ],
  NotFoundError: [
    "No camera was found.",
    "Connect one and choose Camera again, or take a picture, a video or the rendered face.",
  ],
  NotReadableError: [
    "The camera gives no picture.",
    "Another program may be using it. Close that one, then choose Camera again.",
  ],
  InsecureOrigin: [
    "Browsers give the camera only to safe pages.",
    "This page came over plain http. Open it over https or from localhost; pictures and videos work here, too.",
  ],
  NotSupportedError: [
    "This browser gives no camera to pages.",
    "Take a picture, a video or the rendered face, or open the page in another browser.",
  ],
} as const;

/** Error names that mean the same. */
const ALIKE = new Map<string, CameraFailure>([
  ["SecurityError", "NotAllowedError"],
  ["PermissionDeniedError", "NotAllowedError"],
  ["DevicesNotFoundError", "NotFoundError"],
  ["OverconstrainedError", "NotFoundError"],
  ["AbortError", "NotReadableError"],
  ["TrackStartError", "NotReadableError"],
]);

/**
 * Why there is no picture of a camera, in words for whoever uses the page.
 *
 * @param name - of the error that `getUserMedia` rejected with.
 */
export function cameraTrouble(name: string, cause?: unknown): Trouble {
  const failure = Object.hasOwn(FAILURES, name)
    ? (name as CameraFailure)
    : (ALIKE.get(name) ?? "NotSupportedError");
  const [message, advice] = FAILURES[failure];
  return new Trouble(message, advice, { cause });
}
