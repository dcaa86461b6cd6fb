import { fastDhm } from "@fdhm/model-fast-dhm";
import { FaceAligner, FaceFinder } from "@fdhm/runtime-web";
import { readImage } from "@fdhm/runtime-web/node";

// Loaded by the first request and kept.
let loading;

/** The faces of the picture that is the request's body: `curl --data-binary @face.jpg localhost:3000/api/landmarks`. */
export async function POST(request) {
  loading ??= FaceAligner.load(fastDhm);
  const finder = new FaceFinder(await loading);
  try {
    const bytes = new Uint8Array(await request.arrayBuffer());
    const faces = await finder.find(await readImage(bytes), {
      signal: request.signal,
    });
    return Response.json(
      faces.map(({ landmarks, pose, score }) => ({
        landmarks: [...landmarks],
        pose,
        score,
      })),
    );
  } catch (error) {
    if (error instanceof RangeError)
      return Response.json({ error: error.message }, { status: 400 });
    throw error;
  }
}
