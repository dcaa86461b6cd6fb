import { expected } from "@fdhm/errors";
import { BACKEND_NAMES, type BackendName } from "./backend.ts";
import { tryInProcess } from "./try-in-process.ts";

/** What came of trying a backend. */
export type Trial =
  | {
      /** Which. */
      readonly name: BackendName;
      /** What computes. */
      readonly computes: string;
      /** Whether a GPU is only acted out by the processor. */
      readonly emulated: boolean;
    }
  | {
      /** Which. */
      readonly name: BackendName;
      /** Why it does not work. */
      readonly reason: string;
    };

/** Tries backends in their order until one works that is not emulated, or is the only one asked for. */
export type TryBackends = (
  names: readonly BackendName[],
) => AsyncIterable<Trial>;

/** The backend of a training. */
export interface ChosenBackend {
  /** Which. */
  readonly name: BackendName;
  /** One line for people: which, and why others were passed over. */
  readonly sentence: string;
}

/**
 * Chooses the first backend that is there and works.
 *
 * @param asked - a name, or `"auto"`.
 * @param trials - of backends; in a process of its own if not given, since a driver may end its process.
 * @throws RangeError where none works, with the reasons.
 */
export async function chooseBackend(
  asked: BackendName | "auto",
  trials: TryBackends = tryInProcess,
): Promise<ChosenBackend> {
  const names = asked === "auto" ? BACKEND_NAMES : [asked];
  const passedOver: string[] = [];
  for await (const trial of trials(names)) {
    const { name } = trial;
    if ("reason" in trial) passedOver.push(`${name}: ${trial.reason}`);
    else if (trial.emulated && asked === "auto")
      passedOver.push(`${name}: only ${trial.computes}, slower than wasm`);
    else
      return {
        name,
        sentence: `Backend ${name}, ${trial.computes}${passedOver.length > 0 ? ` (${passedOver.join("; ")})` : ""}.`,
      };
  }
  throw expected(
    "one that works here",
    "--backend",
    new Error(passedOver.join("; ")),
  );
}
