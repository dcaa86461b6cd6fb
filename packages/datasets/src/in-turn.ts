/**
 * Runs a task for each index from 0 to `count - 1`, at most `concurrency` at a time.
 *
 * @returns the tasks' results by index; after the first failure no further task is started, and it rejects when those under way have
 *   ended, so that nothing is read or written any more.
 */
export async function inTurn<T>(
  count: number,
  concurrency: number,
  task: (index: number) => Promise<T>,
): Promise<T[]> {
  const results = new Array<T>(count);
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      try {
        results[index] = await task(index);
      } catch (error) {
        next = count;
        failure ??= { error };
      }
    }
  };
  await Promise.all(
    Array.from({ length: Math.min(concurrency, count) }, worker),
  );
  if (failure !== undefined) throw failure.error;
  return results;
}
