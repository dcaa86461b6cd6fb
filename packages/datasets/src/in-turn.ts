/**
 * Runs a task for each index from 0 to `count - 1`, at most `concurrency` at a time.
 *
 * @returns the tasks' results by index; the first failure rejects, and no further task is started after it.
 */
export async function inTurn<T>(
  count: number,
  concurrency: number,
  task: (index: number) => Promise<T>,
): Promise<T[]> {
  const results = new Array<T>(count);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      try {
        results[index] = await task(index);
      } catch (error) {
        next = count;
        throw error;
      }
    }
  };
  await Promise.all(
    Array.from({ length: Math.min(concurrency, count) }, worker),
  );
  return results;
}
