import type { Box, Decoding } from "@fdhm/landmarks";
import type { FaceAlignment } from "../face-alignment.ts";
import type { Pixels } from "../image.ts";
import type { LoadProgress } from "../model-source.ts";
import type { ErrorText } from "./error-text.ts";

/** The first message to the worker. Answered by `ready` or `failed`, and by `progress` before that. */
export interface LoadRequest {
  readonly kind: "load";
  /** Bytes, or an address that does not depend on where the worker's script lies. */
  readonly model: string | Uint8Array;
  readonly wasmUrl: string | undefined;
  readonly wasmBinary: Uint8Array | undefined;
  /** Whether anyone wants to be told of progress. */
  readonly progress: boolean;
}

/** A picture that belongs to the worker. */
export type SentImage = Pixels | ImageBitmap | VideoFrame;

/** Every further message to the worker, each after the answer to the last one. Answered by `aligned` or `failed`. */
export interface AlignRequest {
  readonly kind: "align";
  readonly image: SentImage;
  readonly boxes: readonly Box[];
  readonly roll: number | readonly number[];
  /** Whether errors number the boxes, as `alignAll` does; else there is one box. */
  readonly all: boolean;
}

/** What goes to the worker. */
export type Request = LoadRequest | AlignRequest;

/** The model is ready to run. */
export interface ReadyReply {
  readonly kind: "ready";
  readonly decoding: Decoding;
  readonly runtime: string;
}

/** One alignment a box. */
export interface AlignedReply {
  readonly kind: "aligned";
  readonly faces: FaceAlignment[];
}

/** What comes from the worker. */
export type Reply =
  | ReadyReply
  | AlignedReply
  | { readonly kind: "progress"; readonly progress: LoadProgress }
  | { readonly kind: "failed"; readonly error: ErrorText };
