import { expected } from "@fdhm/errors";
import { checkFinite } from "./check-finite.ts";
import type { Network } from "./network.ts";
import type { NamedTensor } from "./safetensors.ts";
import { checkWeights, type PlacedWeight } from "./weight-layout.ts";

/**
 * Weights of a wider network that answer as a narrower one's: channels that both have keep their weights, and what is new is given
 * to none of them yet. Training then goes on from the narrow network's error (Chen, Goodfellow, Shlens, "Net2Net:
 * accelerating learning via knowledge transfer", ICLR 2016, who copy channels where this adds new ones). A network as wide
 * as the stored one gets its weights.
 *
 * @param network - the wider one: the same layers in the same order, with as many channels or more; a part that the stored
 *   one does not have at all keeps its first weights.
 * @param narrow - the narrower one's variables, in the order of its file.
 * @param first - random weights for what is new, `layout.size` long; not changed.
 * @param file - where the narrow ones come from, for errors.
 * @throws if a variable is missing, another's, wider than the network's or not finite; and for networks that estimate
 *   parameters, whose gates and groups are cut out of the channels by their number, if any width differs.
 */
export function widenWeights(
  { layout, space }: Network,
  narrow: readonly NamedTensor[],
  first: Float32Array,
  file?: string,
): Float32Array {
  checkWeights(layout, first);
  const wide = first.slice();
  const parts = new Set(narrow.map(({ name }) => partOf(name)));
  let next = 0;
  for (const weight of layout.weights) {
    if (narrow.length > 0 && !parts.has(partOf(weight.name))) continue;
    const stored = narrow[next];
    if (!stored || !fits(stored, weight, space === undefined))
      throw expected(
        `${describe(weight)}${space ? "" : " or narrower"}`,
        `variable ${next}`,
        stored ? describe(stored) : "nothing",
        { file },
      );
    checkFinite(stored.data, stored.name, { file });
    place(
      stored,
      weight,
      wide.subarray(weight.offset, weight.offset + weight.size),
    );
    next++;
  }
  if (narrow.length > next)
    throw expected(`${next} variables`, "file", narrow.length, { file });
  return wide;
}

/** What of the network a variable belongs to: the first word of its name. */
function partOf(name: string): string {
  return name.slice(0, name.indexOf("/"));
}

/** Whether the stored variable is the same layer's and no wider: kernels' sides the same, channels as many or fewer. */
function fits(
  { name, shape }: NamedTensor,
  weight: PlacedWeight,
  mayGrow: boolean,
): boolean {
  if (name !== weight.name || shape.length !== weight.shape.length)
    return false;
  const cells = cellsOf(weight);
  const channels = shape.length - 2;
  return shape.every((side, i) => {
    const wide = weight.shape[i] as number;
    if (side === wide) return true;
    return (
      mayGrow &&
      i >= channels &&
      side < wide &&
      (i > channels || side % cells === 0)
    );
  });
}

/** Lays the stored elements where their channels are now, and takes the new channels away from the old outputs. */
function place(
  stored: NamedTensor,
  weight: PlacedWeight,
  part: Float32Array,
): void {
  const [inputs, outputs] = lastSides(weight.shape);
  const [storedInputs, storedOutputs] = lastSides(stored.shape);
  const cells = cellsOf(weight);
  const channels = inputs / cells;
  const storedChannels = storedInputs / cells;
  for (let row = 0; row < weight.size / outputs; row++) {
    const channel = row % channels;
    const isNew = channel >= storedChannels;
    if (isNew) {
      if (weight.mixes !== undefined)
        part.fill(0, row * outputs, row * outputs + storedOutputs);
      continue;
    }
    const from =
      (Math.floor(row / channels) * storedChannels + channel) * storedOutputs;
    part.set(stored.data.subarray(from, from + storedOutputs), row * outputs);
  }
}

/** Places of the flattened picture that a variable mixes; 1 where it mixes none. */
function cellsOf({ mixes, shape }: PlacedWeight): number {
  return mixes === undefined ? 1 : lastSides(shape)[0] / mixes;
}

/** Last side but one and last side; a list is one row. */
function lastSides(shape: readonly number[]): readonly [number, number] {
  return [shape[shape.length - 2] ?? 1, shape[shape.length - 1] as number];
}

function describe({
  name,
  shape,
}: Pick<NamedTensor, "name" | "shape">): string {
  return `${name} [${shape.join(", ")}]`;
}
