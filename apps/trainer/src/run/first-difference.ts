/**
 * The first place in which two values of JSON differ.
 *
 * @returns `path: before -> now`; undefined where they are alike.
 */
export function firstDifference(
  before: unknown,
  now: unknown,
  path = "",
): string | undefined {
  if (Object.is(before, now)) return undefined;
  if (
    typeof before === "object" &&
    typeof now === "object" &&
    before !== null &&
    now !== null
  ) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
      const found = firstDifference(
        (before as Record<string, unknown>)[key],
        (now as Record<string, unknown>)[key],
        path === "" ? key : `${path}.${key}`,
      );
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return `${path}: ${JSON.stringify(before)} -> ${JSON.stringify(now)}`;
}
