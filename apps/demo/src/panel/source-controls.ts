import { wishOf, type SourceWish } from "../sources/open-source.ts";
import type { Pause, Source, SourceKind } from "../sources/source.ts";
import { element } from "./element.ts";

/** What {@link SourceControls} asks for. */
export interface SourceRequests {
  /** Opens another source. */
  readonly open: (wish: SourceWish) => void;
  /** Shows the source again after it was stopped or went on. */
  readonly redraw: () => void;
}

/** The buttons that choose a source, the files that are dropped on the stage, and the brake. */
export class SourceControls {
  readonly #buttons = document.querySelectorAll<HTMLButtonElement>(
    "button[data-source]",
  );
  readonly #brake = element("brake", HTMLButtonElement);
  #pause: Pause | undefined;

  /** @param requests - who does what the buttons say. */
  constructor({ open, redraw }: SourceRequests) {
    for (const button of this.#buttons) {
      const kind = button.dataset["source"] as SourceKind;
      if (kind === "face" || kind === "camera")
        button.addEventListener("click", () => open({ kind }));
      else chooseFile(button, kind, open);
    }
    this.#brake.addEventListener("click", () => {
      const pause = this.#pause!;
      pause.set(!pause.paused);
      this.#showBrake();
      redraw();
    });
    takeDrops(element("stage-place", HTMLDivElement), open);
  }

  /** Marks the button of a source that is being opened. */
  opening(kind: SourceKind): void {
    for (const button of this.#buttons)
      button.setAttribute(
        "aria-pressed",
        String(button.dataset["source"] === kind),
      );
    this.#pause = undefined;
    this.#showBrake();
  }

  /** Offers what the source can do. */
  opened({ pause }: Source): void {
    this.#pause = pause;
    this.#showBrake();
  }

  #showBrake(): void {
    const pause = this.#pause;
    this.#brake.hidden = pause === undefined;
    if (pause === undefined) return;
    this.#brake.dataset["paused"] = String(pause.paused);
    this.#brake.setAttribute("aria-label", pause.paused ? "Play" : "Pause");
  }
}

/** A button that asks for a file, through an input that is not shown. */
function chooseFile(
  button: HTMLButtonElement,
  kind: "picture" | "video",
  open: (wish: SourceWish) => void,
): void {
  const input = element(`${kind}-file`, HTMLInputElement);
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    // The same file again is a change, too.
    input.value = "";
    if (file !== undefined) open({ kind, file });
  });
}

function takeDrops(place: HTMLElement, open: (wish: SourceWish) => void): void {
  // Beside the place the browser would leave the page for the file.
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", (event) => event.preventDefault());
  place.addEventListener("dragover", () => place.classList.add("over"));
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    place.classList.remove("over");
    const [file] = event.dataTransfer?.files ?? [];
    if (file !== undefined) open(wishOf(file));
  });
}
