import type { Trouble } from "../trouble.ts";
import { element } from "./element.ts";

/** Tells what the page is doing, and what it cannot do, on the stage where that happens. */
export class Status {
  readonly #state = element("state", HTMLParagraphElement);
  readonly #trouble = element("trouble", HTMLDivElement);

  /**
   * Says what is going on, to screen readers too.
   *
   * @param mood - of the light beside it.
   */
  say(words: string, mood: "busy" | "good" | "idle"): void {
    this.#state.dataset["mood"] = mood;
    // The same words again would be read out again.
    if (this.#state.textContent !== words) this.#state.textContent = words;
  }

  /** Explains what cannot be done, until the next call; undefined where all is well. */
  explain(trouble: Trouble | undefined): void {
    this.#trouble.hidden = trouble === undefined;
    this.#trouble.replaceChildren();
    if (trouble === undefined) return;
    const title = document.createElement("h2");
    title.textContent = trouble.message;
    const advice = document.createElement("p");
    advice.textContent = trouble.advice;
    this.#trouble.append(title, advice);
    console.debug(trouble);
  }
}
