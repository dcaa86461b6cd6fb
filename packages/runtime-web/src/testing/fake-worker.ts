import type { WorkerLike } from "../worker/connection.ts";
import type { Request } from "../worker/messages.ts";
import { serveAligner, type ServerPort } from "../worker/serve-aligner.ts";

/** The aligner's worker on this very thread: messages go through a channel, so that they are cloned and transferred. */
export class FakeWorker implements WorkerLike {
  /** All that were started. */
  static readonly started: FakeWorker[] = [];
  onmessage: WorkerLike["onmessage"] = null;
  onerror: WorkerLike["onerror"] = null;
  onmessageerror: WorkerLike["onmessageerror"] = null;
  /** All requests so far. */
  readonly requests: Request[] = [];
  terminated = false;
  readonly #channel = new MessageChannel();

  readonly url: URL;
  readonly options: WorkerOptions;

  constructor(url: URL, options: WorkerOptions) {
    this.url = url;
    this.options = options;
    FakeWorker.started.push(this);
    const { port1, port2 } = this.#channel;
    port1.onmessage = (event) => this.onmessage?.call(this as never, event);
    serveAligner(port2 as ServerPort);
  }

  postMessage(message: unknown, transfer?: unknown): void {
    this.requests.push(message as Request);
    this.#channel.port1.postMessage(message, transfer as Transferable[]);
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
    this.#channel.port2.close();
  }

  /** Fails as a browser says that a worker did. */
  fail(message: string): void {
    const event = { message, preventDefault: () => undefined };
    this.onerror?.call(this as never, event as ErrorEvent);
  }
}
