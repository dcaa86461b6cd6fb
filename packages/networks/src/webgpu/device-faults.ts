import { expected } from "@fdhm/errors";

/** A device as a source of events, which the library for any platform does not declare. */
interface DeviceErrors {
  addEventListener(
    type: "uncapturederror",
    listener: (event: {
      readonly error: { readonly message: string };
      preventDefault(): void;
    }) => void,
  ): void;
}

/** What goes wrong on a device: nothing that was asked for throws, and what it should have written is zeros. */
export class DeviceFaults {
  #first: string | undefined;

  /** Listens from now on. */
  constructor(device: GPUDevice) {
    const errors = device as unknown as DeviceErrors;
    errors.addEventListener("uncapturederror", (event) => {
      event.preventDefault();
      this.#first ??= event.error.message.split("\n")[0]!;
    });
    void device.lost.then(({ reason, message }) => {
      if (reason !== "destroyed") this.#first ??= `it was lost: ${message}`;
    });
  }

  /**
   * Waits until a buffer can be read.
   *
   * @throws RangeError where the device could not do something before it.
   */
  async map(buffer: GPUBuffer): Promise<ArrayBuffer> {
    try {
      await buffer.mapAsync(GPUMapMode.READ);
    } catch (cause) {
      this.#first ??= (cause as Error).message;
    }
    if (this.#first !== undefined)
      throw expected(
        "a GPU that can do it (a smaller batch may help)",
        "step",
        new Error(this.#first),
      );
    return buffer.getMappedRange();
  }
}
