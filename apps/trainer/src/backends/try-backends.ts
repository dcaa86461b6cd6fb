import type { BackendName, Load } from "./backend.ts";
import type { Trial } from "./choose-backend.ts";
import { startBackend, whyNot } from "./start-backend.ts";

/** Tries backends in this thread, one after another, as long as the caller asks for more. */
export async function* tryBackends(
  names: readonly BackendName[],
  load?: Load,
): AsyncGenerator<Trial> {
  for (const name of names) {
    let trial: Trial;
    try {
      const started = await startBackend(name, load);
      const { computes, emulated = false, release } = started;
      release?.();
      trial = { name, computes, emulated };
    } catch (error) {
      trial = { name, reason: whyNot(error) };
    }
    yield trial;
  }
}
