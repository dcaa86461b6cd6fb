/** A copy without some keys: of a shape whose network does not have them. */
export function omit<T extends object, K extends keyof T>(
  shape: T,
  ...keys: readonly K[]
): Omit<T, K> {
  const rest = { ...shape };
  for (const key of keys) delete rest[key];
  return rest;
}
