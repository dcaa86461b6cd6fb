import { fastDhm } from "@fdhm/model-fast-dhm";

/** Models that ship with the project, by the name that `--model` takes. */
const SHIPPED: Readonly<Record<string, URL>> = { "fast-dhm": fastDhm };

/**
 * Where a model lies.
 *
 * @param model - a shipped model's name, or a path.
 */
export function modelFile(model: string): URL | string {
  return SHIPPED[model] ?? model;
}
