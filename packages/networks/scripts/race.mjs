/**
 * Runs models in turn, so that whatever else the machine does falls on all of them, and prints a table with the ratio to the last.
 *
 * @param models - bytes and the shapes of the inputs by label.
 */
export async function race(runtime, models, runs) {
  const entries = [];
  for (const [label, { file, shapes }] of Object.entries(models)) {
    const session = await runtime.open(file, shapes);
    entries.push({ label, session, times: [] });
  }
  for (let i = 0; i < runs; i++)
    for (const { session, times } of entries) {
      const start = performance.now();
      await session.run();
      times.push(performance.now() - start);
    }
  for (const { times, session } of entries) {
    times.sort((a, b) => a - b);
    await session.release();
  }
  const last = entries.at(-1).times[0];
  console.log(
    `\n| ${runtime.title} | fastest | median | fastest to the last |`,
  );
  console.log("| --- | --- | --- | --- |");
  for (const { label, times } of entries)
    console.log(
      `| ${label} | ${times[0].toFixed(3)} ms | ${times[runs >> 1].toFixed(3)} ms | ${(times[0] / last).toFixed(3)} |`,
    );
}
