import { FaceAligner } from "../face-aligner.ts";
import type { FaceAlignment } from "../face-alignment.ts";
import { errorText } from "./error-text.ts";
import { closeFrame } from "./frame-transfer.ts";
import type { AlignRequest, LoadRequest, Reply, Request } from "./messages.ts";

/** The worker's end of the line: its global scope, or a port. */
export interface ServerPort {
  postMessage(reply: Reply): void;
  onmessage: ((event: MessageEvent<Request>) => void) | null;
}

/** Answers the requests that come through a port: the first loads the model, the others align with it. */
export function serveAligner(port: ServerPort): void {
  let aligner: FaceAligner | undefined;

  async function load(request: LoadRequest): Promise<Reply> {
    const { model, wasmUrl, wasmBinary, progress } = request;
    aligner = await FaceAligner.load(model, {
      wasmUrl,
      wasmBinary,
      onProgress: progress
        ? (progress) => port.postMessage({ kind: "progress", progress })
        : undefined,
    });
    const { decoding, runtime } = aligner;
    return { kind: "ready", decoding, runtime };
  }

  async function answer(request: Request): Promise<Reply> {
    try {
      return request.kind === "load"
        ? await load(request)
        : { kind: "aligned", faces: await align(aligner!, request) };
    } catch (error) {
      return { kind: "failed", error: errorText(error) };
    }
  }

  port.onmessage = async ({ data }) => port.postMessage(await answer(data));
}

async function align(
  aligner: FaceAligner,
  { image, boxes, roll, all }: AlignRequest,
): Promise<FaceAlignment[]> {
  try {
    if (all) return await aligner.alignAll(image, boxes, { roll });
    return [await aligner.align(image, boxes[0]!, { roll: roll as number })];
  } finally {
    closeFrame(image);
  }
}
