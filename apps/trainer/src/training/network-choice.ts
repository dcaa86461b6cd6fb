import { expected } from "@fdhm/errors";
import {
  NETWORKS,
  type LandmarkModel,
  type NetworkChoice,
  type NetworkName,
} from "@fdhm/networks";
import { nearest } from "../config/nearest.ts";
import type { RunConfig } from "../config/schema.ts";

/** Names of the schema that differ from those of the network's configuration. */
const RENAMED: Readonly<Record<string, string>> = { cnnWidth: "width" };

/** The face that networks start from. */
export interface StartingFace {
  /** 204 normalised numbers: the mean face's landmarks. */
  readonly meanFace: ArrayLike<number>;
  /** The 3D model, for networks that estimate its parameters. */
  readonly model: LandmarkModel;
}

/**
 * The network that a configuration asks for: a preset with its deviations.
 *
 * @throws RangeError where there is no such preset, with the nearest one, or where it has nothing of a deviation's name.
 */
export function networkChoice(
  { preset, ...deviations }: RunConfig["network"],
  { meanFace, model }: StartingFace,
): NetworkChoice {
  const [family, base] = findPreset(preset);
  const changed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(deviations)) {
    if (value === undefined) continue;
    const name = RENAMED[key] ?? key;
    if (!(name in base))
      throw expected(
        `one of ${Object.keys(base).join(", ")} (${preset} has no other)`,
        "network",
        key,
      );
    changed[name] = value;
  }
  const face =
    NETWORKS[family].face === "model"
      ? { model }
      : { meanFace: Array.from(meanFace) };
  const config = { ...base, ...changed, ...face };
  return { family, config } as unknown as NetworkChoice;
}

/** A preset's family and configuration. */
function findPreset(name: string): [NetworkName, object] {
  const known: string[] = [];
  for (const [family, { presets }] of Object.entries(NETWORKS)) {
    const found = (presets as Readonly<Record<string, object>>)[name];
    if (found !== undefined) return [family as NetworkName, found];
    known.push(...Object.keys(presets));
  }
  const close = nearest(name, known);
  throw expected(
    `one of ${known.join(", ")}${close === undefined ? "" : ` (did you mean "${close}"?)`}`,
    "network.preset",
    name,
  );
}
