import { type ContourChain, contourChains } from "./contour-landmarks.ts";
import { landmarkKernel, type LandmarkKernel } from "./landmark-kernel.ts";
import type { MorphableModel } from "./morphable-model.ts";

/** A model made ready for {@link fitLandmarks}: a little work that serves all fits. */
export interface LandmarkFitter {
  /** Vertex of the model at each point of the kernel: the landmarks first, then where the jaw may slide. */
  readonly vertices: Uint32Array;
  /** How many landmarks. */
  readonly landmarkCount: number;
  /** Modes and mean at these points. */
  readonly kernel: LandmarkKernel;
  /** Lines of points of the kernel; none where the landmarks stay. */
  readonly chains: readonly ContourChain[];
}

/** What a fit needs of a model; a {@link MorphableModel} has it. */
export type FittedModel = Pick<
  MorphableModel,
  | "vertexCount"
  | "mean"
  | "identity"
  | "expression"
  | "identityDeviation"
  | "expressionDeviation"
  | "landmarks"
>;

/**
 * Prepares fits to points that mark the same places of the head in every pose, as those of AFLW2000-3D.
 *
 * @param model - of any number of modes and landmarks.
 * @throws RangeError where an array does not fit the others, a number is not finite or a landmark's vertex does not exist.
 */
export function landmarkFitter(model: FittedModel): LandmarkFitter {
  return {
    vertices: Uint32Array.from(model.landmarks),
    landmarkCount: model.landmarks.length,
    kernel: landmarkKernel(model, model.landmarks),
    chains: [],
  };
}

/**
 * Prepares fits to points whose jaw marks the outline that is seen, as those of 300-W: in every round its landmarks slide
 * to the model's silhouette (see {@link contourChains}).
 *
 * @param model - with 68 landmarks and the triangles that join them.
 * @throws RangeError as {@link landmarkFitter} and {@link contourChains}.
 */
export function contourFitter(
  model: FittedModel & Pick<MorphableModel, "triangles">,
): LandmarkFitter {
  const chains = contourChains(model);
  const own = model.landmarks.length;
  const vertices = [...model.landmarks];
  const within = chains.map(({ landmark, vertices: line, outward }) => {
    const start = vertices.length;
    vertices.push(...line.subarray(1));
    const points = Array.from(line, (_, i) =>
      i === 0 ? landmark : start + i - 1,
    );
    return { landmark, outward, vertices: Uint32Array.from(points) };
  });
  return {
    vertices: Uint32Array.from(vertices),
    landmarkCount: own,
    kernel: landmarkKernel(model, vertices),
    chains: within,
  };
}
