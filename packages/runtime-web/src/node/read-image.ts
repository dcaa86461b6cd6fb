import { expected } from "@fdhm/errors";
import type { Picture } from "@fdhm/landmarks";

/** What of sharp is used here: it is an optional peer, whose types may be missing. */
interface Sharp {
  autoOrient(): Sharp;
  toColourspace(space: "srgb"): Sharp;
  ensureAlpha(): Sharp;
  raw(options: { depth: "uchar" }): Sharp;
  toBuffer(options: { resolveWithObject: true }): Promise<{
    readonly data: Uint8Array;
    readonly info: { readonly width: number; readonly height: number };
  }>;
}

type MakeSharp = (
  source: string | Uint8Array,
  options: { failOn: "truncated" },
) => Sharp;

/**
 * Reads a picture for `FaceAligner.align` through sharp, which is to be installed beside this package.
 *
 * @param source - path or `file:` address of a picture, or its bytes (JPEG, PNG, WebP and whatever else sharp reads).
 * @param load - gives sharp; by default the one that is installed.
 * @returns RGBA in sRGB, turned upright as the EXIF orientation says.
 * @throws RangeError where sharp is not installed, or where the picture is missing, none, or ends early, naming the file.
 */
export async function readImage(
  source: string | URL | Uint8Array,
  load: () => Promise<unknown> = installedSharp,
): Promise<Picture> {
  if (
    !(typeof source === "string" && source !== "") &&
    !ArrayBuffer.isView(source) &&
    (source as URL | undefined)?.protocol !== "file:"
  )
    throw expected("a path, a file: address or bytes", "picture", source);
  const file = ArrayBuffer.isView(source) ? undefined : String(source);
  let sharp: MakeSharp;
  try {
    sharp = (await load()) as MakeSharp;
  } catch (cause) {
    throw expected("sharp (npm install sharp)", "readImage", cause, { cause });
  }
  try {
    const { data, info } = await sharp(
      ArrayBuffer.isView(source) ? source : pathOf(source),
      { failOn: "truncated" },
    )
      .autoOrient()
      .toColourspace("srgb")
      .ensureAlpha()
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return {
      data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      width: info.width,
      height: info.height,
      channels: 4,
    };
  } catch (cause) {
    throw expected("a whole picture", "picture", cause, { file, cause });
  }
}

async function installedSharp(): Promise<unknown> {
  return (await import("sharp")).default;
}

function pathOf(source: string | URL): string {
  if (typeof source === "string" && !/^file:/i.test(source)) return source;
  const url = new URL(source);
  // On Windows the path of file:///C:/x begins behind the slash.
  return decodeURIComponent(url.pathname).replace(/^\/(?=[A-Za-z]:\/)/, "");
}
