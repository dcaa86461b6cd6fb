/** What cannot be done, in words for whoever uses the page. */
export class Trouble extends Error {
  /** What can be done about it. */
  readonly advice: string;

  /**
   * @param message - what is wrong, one sentence.
   * @param advice - what to do, one or two sentences.
   */
  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "Trouble";
    this.advice = advice;
  }
}

/** A trouble as it is; anything else that was thrown as one. */
export function asTrouble(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  const words = error instanceof Error ? error.message : String(error);
  return new Trouble("Something broke that should not.", words, {
    cause: error,
  });
}
