import { expected } from "@fdhm/errors";
import type { OpenModel } from "../models/open-model.ts";
import type { Runtime } from "./runtime.ts";

/**
 * The first of the run times that can run a model.
 *
 * @throws RangeError naming its file where none can.
 */
export function runtimeFor(
  { runsIn, path }: OpenModel,
  runtimes: readonly Runtime[],
): Runtime {
  const found = runtimes.find(({ name }) => runsIn.includes(name));
  if (found === undefined)
    throw expected("a run time that can run it", "model", "none", {
      file: path,
    });
  return found;
}

/** Where models ran: the first run time, and who ran elsewhere, for people. */
export function describeRuntimes(
  models: readonly OpenModel[],
  runtimes: readonly Runtime[],
): string {
  const main = runtimes[0]!;
  const others = models.flatMap((model) => {
    const { title } = runtimeFor(model, runtimes);
    return title === main.title ? [] : [`${model.name} in ${title}`];
  });
  return [main.title, ...others].join("; ");
}
