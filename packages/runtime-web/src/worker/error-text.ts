/** An error as it crosses to another thread: browsers differ in what of an `Error` itself they let through. */
export interface ErrorText {
  /** `RangeError` and the like. */
  readonly name: string;
  /** The whole sentence. */
  readonly message: string;
}

/** Errors of the language, which keep their class. */
const CLASSES = { RangeError, TypeError, SyntaxError, ReferenceError };

/** What of anything that was thrown is to be told. */
export function errorText(thrown: unknown): ErrorText {
  const { name, message } = (thrown ?? {}) as Partial<ErrorText>;
  return typeof name === "string" && typeof message === "string"
    ? { name, message }
    : { name: "Error", message: String(thrown) };
}

/** The error that was told: of the same class where it is one of the language's, else an `Error` of the same name. */
export function errorOf({ name, message }: ErrorText): Error {
  if (Object.hasOwn(CLASSES, name))
    return new CLASSES[name as keyof typeof CLASSES](message);
  const error = new Error(message);
  error.name = name;
  return error;
}
