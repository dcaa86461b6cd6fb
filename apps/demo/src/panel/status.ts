import type { Trouble } from "../trouble.ts";
import { element } from "./element.ts";

/** What can go wrong on its own. */
export type Concern = "source" | "model";

/** Tells what the page is doing, and what it cannot do, on the stage where that happens. */
export class Status {
  readonly #state = element("state", HTMLParagraphElement);
  readonly #trouble = element("trouble", HTMLDivElement);
  readonly #troubles = new Map<Concern, Trouble>();

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

  /**
   * Says how many faces there are.
   *
   * @param moving - whether the picture moves.
   */
  sayFound(count: number, moving: boolean): void {
    if (count > 0)
      this.say(
        `${moving ? "Following" : "Found"} ${count === 1 ? "one face" : `${count} faces`}`,
        "good",
      );
    else
      this.say(
        moving
          ? "No face found. Come closer, or turn towards the light."
          : "No face found. Try a picture in which the face is larger.",
        "idle",
      );
  }

  /**
   * Explains what cannot be done, until the next call for the same thing.
   *
   * @param of - what it is about: a source that does not open says nothing of the model, nor the other way round.
   * @param trouble - undefined where all is well.
   */
  explain(of: Concern, trouble: Trouble | undefined): void {
    if (trouble === undefined) this.#troubles.delete(of);
    else this.#troubles.set(of, trouble);
    const [shown] = this.#troubles.values();
    this.#trouble.hidden = shown === undefined;
    this.#trouble.replaceChildren();
    if (shown === undefined) return;
    const title = document.createElement("h2");
    title.textContent = shown.message;
    const advice = document.createElement("p");
    advice.textContent = shown.advice;
    this.#trouble.append(title, advice);
  }

  /** Whether something cannot be done. */
  get troubled(): boolean {
    return this.#troubles.size > 0;
  }
}
