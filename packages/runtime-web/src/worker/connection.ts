import { expected } from "@fdhm/errors";
import type { LoadProgress } from "../model-source.ts";
import { errorOf } from "./error-text.ts";
import type { AlignedReply, ReadyReply, Reply, Request } from "./messages.ts";

/** What is used of a `Worker`. */
export type WorkerLike = Pick<
  Worker,
  "postMessage" | "terminate" | "onmessage" | "onerror" | "onmessageerror"
>;

/** The reply to a kind of request. */
type ReplyTo<R extends Request> = R["kind"] extends "load"
  ? ReadyReply
  : AlignedReply;

interface Pending {
  resolve(reply: ReadyReply | AlignedReply): void;
  reject(error: unknown): void;
}

/** Requests to a worker and their replies, one at a time, until it breaks or is closed. */
export class Connection {
  readonly #worker: WorkerLike;
  readonly #onProgress: ((progress: LoadProgress) => void) | undefined;
  #started = false;
  #pending: Pending | undefined;
  /** Why there will be no more replies. */
  #closed: { readonly reason: unknown } | undefined;

  constructor(
    worker: WorkerLike,
    onProgress: ((progress: LoadProgress) => void) | undefined,
  ) {
    this.#worker = worker;
    this.#onProgress = onProgress;
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#break(event.message);
    };
    worker.onmessageerror = () => this.#break("a message that cannot be read");
  }

  /** @throws RangeError, as a rejection, what the worker throws; what {@link Connection.close} was given. */
  request<R extends Request>(
    request: R,
    transfer: Transferable[],
  ): Promise<ReplyTo<R>> {
    return new Promise((resolve, reject) => {
      if (this.#closed !== undefined) {
        reject(this.#closed.reason);
        return;
      }
      this.#worker.postMessage(request, transfer);
      this.#pending = {
        resolve: resolve as Pending["resolve"],
        reject,
      };
    });
  }

  /** Ends the worker at once; the request in flight and later ones reject with the reason. Only the first reason counts. */
  close(reason: unknown): void {
    if (this.#closed !== undefined) return;
    this.#closed = { reason };
    this.#worker.terminate();
    this.#pending?.reject(reason);
    this.#pending = undefined;
  }

  #receive(reply: Reply): void {
    // What was under way when the worker was ended may still arrive.
    if (this.#closed !== undefined) return;
    this.#started = true;
    if (reply.kind === "progress") {
      this.#onProgress?.(reply.progress);
      return;
    }
    const pending = this.#pending;
    this.#pending = undefined;
    if (reply.kind === "failed") pending?.reject(errorOf(reply.error));
    else pending?.resolve(reply);
  }

  #break(message: string | undefined): void {
    // Browsers tell no reason where a script is missing or a policy forbids it.
    const received =
      message ||
      "none: its script could not be fetched or read, or a policy forbids it";
    this.close(
      this.#started
        ? expected(
            "a worker that runs",
            "WorkerAligner",
            new Error(message || "an error without text"),
          )
        : expected(
            "a module worker that starts",
            "createWorkerAligner",
            new Error(received),
          ),
    );
  }
}
