/** What a script that drives a page counts and prints, in the words that CI reads. */
let passed = 0;
let failed = 0;

/** Runs one named check; a rejection fails it and is printed. */
export async function test(name, body) {
  try {
    await body();
    passed++;
  } catch (error) {
    failed++;
    console.log(
      `FAILED ${name}\n  ${String(error?.stack ?? error).replaceAll("\n", "\n  ")}`,
    );
  }
}

/** Throws the message unless the condition holds. */
export function check(condition, message) {
  if (!condition) throw new Error(message);
}

/** Prints the count and ends the process; nothing that passed counts as failed. */
export function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
