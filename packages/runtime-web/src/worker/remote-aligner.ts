import { expected } from "@fdhm/errors";
import type { Box, Decoding } from "@fdhm/landmarks";
import type { AlignAllOptions, AlignOptions } from "../face-aligner.ts";
import type { FaceAlignment } from "../face-alignment.ts";
import type { FaceImage } from "../image.ts";
import { PixelReader, unreadable } from "../pixels.ts";
import type { Connection } from "./connection.ts";
import { closeFrame, takeFrame, type SentFrame } from "./frame-transfer.ts";
import { LatestWins } from "./latest-wins.ts";
import type { AlignRequest, ReadyReply } from "./messages.ts";
import type { WorkerAligner } from "./worker-aligner.ts";

/** What of an {@link AlignRequest} the caller says. */
type Wish = Omit<AlignRequest, "kind" | "image">;

/** Stands in the page for an aligner whose model is ready in the worker. */
export class RemoteAligner implements WorkerAligner {
  readonly decoding: Decoding;
  readonly runtime: string;
  readonly #connection: Connection;
  readonly #latest = new LatestWins();
  readonly #pixels = new PixelReader();
  #disposed = false;

  constructor(
    connection: Connection,
    { decoding, runtime }: Pick<ReadyReply, "decoding" | "runtime">,
  ) {
    this.#connection = connection;
    this.decoding = decoding;
    this.runtime = runtime;
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  async align(
    image: FaceImage,
    box: Box,
    { roll = 0 }: AlignOptions = {},
  ): Promise<FaceAlignment | undefined> {
    const wish = { boxes: [plain(box)], roll, all: false };
    return (await this.#send(image, wish))?.[0];
  }

  async alignAll(
    image: FaceImage,
    boxes: readonly Box[],
    { roll = 0 }: AlignAllOptions = {},
  ): Promise<FaceAlignment[] | undefined> {
    const turns = typeof roll === "number" ? roll : [...roll];
    return this.#send(image, {
      boxes: boxes.map(plain),
      roll: turns,
      all: true,
    });
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const reason = disposed();
    this.#latest.clear(reason);
    this.#connection.close(reason);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  #send(image: FaceImage, wish: Wish): Promise<FaceAlignment[] | undefined> {
    if (this.#disposed) throw disposed();
    // Refuses here what has no pixels, with the same words, so that it costs no frame its seat.
    this.#pixels.open(image);
    const frame = takeFrame(image);
    // Whoever waits for a seat looks at it later, or never.
    frame.catch(() => undefined);
    return this.#latest.run({
      start: async () => this.#request(await frame, wish),
      drop: () => {
        frame.then(
          (sent) => closeFrame(sent.image),
          () => undefined,
        );
      },
    });
  }

  async #request(
    { image, transfer }: SentFrame,
    wish: Wish,
  ): Promise<FaceAlignment[]> {
    try {
      const request = { kind: "align", image, ...wish } as const;
      return (await this.#connection.request(request, transfer)).faces;
    } catch (error) {
      // Does nothing to what has left for the worker.
      closeFrame(image);
      // Elements and canvases give a bitmap even where they may not be read, but that bitmap may not leave.
      throw (error as Error).name === "DataCloneError"
        ? unreadable(image, error)
        : error;
    }
  }
}

function disposed(): RangeError {
  return expected("a model in memory", "WorkerAligner", "a disposed one");
}

/** The four numbers as they are now: getters of a class do not cross to another thread. */
function plain(box: Box): Box {
  // What is no box is refused by the aligner, which names it.
  if (typeof box !== "object" || box === null) return box;
  const { x, y, width, height } = box;
  return { x, y, width, height };
}
