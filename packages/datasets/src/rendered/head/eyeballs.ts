import type { MorphableModel } from "@fdhm/morphable-model";
import { connectedParts } from "./connected-parts.ts";

/** The outer and inner corner of each eye. */
const CORNERS = [
  [36, 39],
  [45, 42],
] as const;

/**
 * Finds a model's eyeballs: parts of the mesh that hang together, are joined to nothing else, and have their middle between the
 * corners of an eye.
 *
 * @returns the vertices of the right and of the left eyeball, or nothing where the model has not both: the Basel model's
 *   eyes are part of its skin.
 */
export function findEyeballs(
  model: MorphableModel,
): readonly Uint32Array[] | undefined {
  const { mean, landmarks } = model;
  const [, ...loose] = connectedParts(model);
  const at = (vertex: number, axis: number) => mean[3 * vertex + axis]!;
  const eyeballs = CORNERS.map(([outer, inner]) => {
    const a = landmarks[outer]!;
    const b = landmarks[inner]!;
    const width = Math.abs(at(a, 0) - at(b, 0));
    const wanted = [(at(a, 0) + at(b, 0)) / 2, (at(a, 1) + at(b, 1)) / 2];
    const found = loose.filter((part) =>
      [0, 1].every((axis) => {
        const values = Array.from(part, (vertex) => at(vertex, axis));
        const low = Math.min(...values);
        const high = Math.max(...values);
        const near = Math.abs((low + high) / 2 - wanted[axis]!) < 0.35 * width;
        return near && high - low > 0.4 * width && high - low < 2 * width;
      }),
    );
    return Uint32Array.from(found.flatMap((part) => [...part]));
  });
  return eyeballs.every((part) => part.length > 0) ? eyeballs : undefined;
}
