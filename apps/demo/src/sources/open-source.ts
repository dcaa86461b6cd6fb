import { camera } from "./camera.ts";
import { picture } from "./picture.ts";
import type { Source, SourceKind } from "./source.ts";
import { turningFace } from "./turning-face.ts";
import { videoFile } from "./video-file.ts";

/** What is to be opened: files come with their file. */
export type SourceWish =
  | { readonly kind: Exclude<SourceKind, "picture" | "video"> }
  | { readonly kind: "picture" | "video"; readonly file: File };

/**
 * Opens a source.
 *
 * @throws Trouble where that cannot be done.
 */
export function openSource(wish: SourceWish): Promise<Source> {
  // Whoever asked the system for less motion starts it himself.
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  switch (wish.kind) {
    case "face":
      return turningFace(still);
    case "camera":
      return camera();
    case "picture":
      return picture(wish.file);
    case "video":
      return videoFile(wish.file, still);
  }
}

/** What a file that was dropped is most likely to be. */
export function wishOf(file: File): SourceWish {
  return { kind: file.type.startsWith("video/") ? "video" : "picture", file };
}
