import { BACKENDS, type Backend } from "../align/backend.ts";
import { whyNoGpu } from "../align/gpu.ts";
import { MODELS, type Model } from "../models.ts";
import { element } from "./element.ts";

/** What finds the landmarks. */
export interface Aligning {
  /** The network. */
  readonly model: Model;
  /** What computes it. */
  readonly backend: Backend;
}

/**
 * Fills the lists of models and backends.
 *
 * @param onChange - told what is chosen from now on.
 * @returns what is chosen to begin with.
 */
export function aligningChoices(
  onChange: (aligning: Aligning) => void,
): Aligning {
  const models = element("model", HTMLSelectElement);
  const backends = element("backend", HTMLSelectElement);
  for (const { id, name } of MODELS) models.add(new Option(name, id));
  for (const [id, name] of Object.entries(BACKENDS))
    backends.add(new Option(name, id));
  const chosen = (): Aligning => ({
    model: MODELS.find(({ id }) => id === models.value)!,
    backend: backends.value as Backend,
  });
  for (const list of [models, backends])
    list.addEventListener("change", () => onChange(chosen()));
  void offerGpu(backends);
  return chosen();
}

/** Lets WebGPU be chosen only where there is one, and else says why not. */
async function offerGpu(backends: HTMLSelectElement): Promise<void> {
  const gpu = [...backends.options].find(({ value }) => value === "webgpu")!;
  gpu.disabled = true;
  const why = await whyNoGpu();
  gpu.disabled = why !== undefined;
  const note = element("backend-note", HTMLParagraphElement);
  note.textContent = why ?? "";
  note.hidden = why === undefined;
}
