/** Where the refused value was found. */
export interface Place {
  /** Path or address of the file at fault. */
  readonly file?: string | undefined;
  /** Offset in that file, in bytes from its start. */
  readonly byte?: number | undefined;
  /** Line in that file, counted from 1. */
  readonly line?: number | undefined;
  /** What went wrong underneath. */
  readonly cause?: unknown;
}

const LONGEST = 120;

/** Writes a value so that a person recognises it: strings in quotes, typed arrays by length, objects as JSON. */
function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (ArrayBuffer.isView(value)) {
    const length = (value as { length?: number }).length ?? value.byteLength;
    return `${value.constructor.name} of ${length}`;
  }
  if (isError(value)) return value.message;
  if (typeof value === "object" && value !== null)
    return JSON.stringify(value) ?? String(value);
  return String(value);
}

/** Also true for errors of another realm (an iframe, a test's sandbox), for which `instanceof` is false. */
function isError(value: unknown): value is Error {
  return Object.prototype.toString.call(value) === "[object Error]";
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

/**
 * The error for a value that was refused, to be thrown by the caller:
 * `throw expected("68 points", "landmarks", 67, { file })`.
 *
 * @param what - what would have been right, as a noun: `"a positive number"`.
 * @param name - the parameter, field or thing that was wrong: `"rate"`.
 * @param received - the value that came instead; strings are quoted, arrays told by their length.
 *   Pass an `Error` to quote its message without quotation marks.
 * @param place - file and position, where a file is at fault.
 * @returns `RangeError` reading `Expected <what> for <name> but received <value> (<file>, line <n>, byte <n>)`.
 */
export function expected(
  what: string,
  name: string,
  received: unknown,
  place: Place = {},
): RangeError {
  const where = [
    place.file,
    place.line === undefined ? undefined : `line ${place.line}`,
    place.byte === undefined ? undefined : `byte ${place.byte}`,
  ].filter((part) => part !== undefined);
  const sentence = `Expected ${what} for ${name} but received ${shorten(show(received))}`;
  return new RangeError(
    where.length === 0 ? sentence : `${sentence} (${where.join(", ")})`,
    place.cause === undefined ? undefined : { cause: place.cause },
  );
}
