import {
  bootstrapInterval,
  compareMethods,
  nme,
  poseBin,
  summarise,
  type FaceError,
  type MethodDifference,
  type Predictions,
  type Summary,
} from "@fdhm/eval";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import type { BenchFace } from "./open-faces.ts";

/** A method and what it found. */
export interface Method {
  /** Heads its row. */
  readonly name: string;
  /** Ours or others'. */
  readonly group: "ours" | "peers";
  /** Whether it was run here, or what it found was read from a file. */
  readonly source: "run" | "predictions";
  /** Landmarks that it does not have. */
  readonly absent: readonly number[];
  /** What it found. */
  readonly predictions: Predictions;
}

/** A method's errors. */
export interface MethodErrors extends Pick<
  Method,
  "name" | "group" | "source"
> {
  /** Landmarks that were compared. */
  readonly points: number;
  /** Against the set's own labels. */
  readonly official: Summary;
  /** 95 % confidence interval of the mean of bins, as fractions; null where there is no such mean. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Against the second labels. */
  readonly reannotated: Summary;
  /** How it differs from ours on the same faces, official labels, negative where it errs less; left out for ours. */
  readonly difference?: MethodDifference;
  /** Error of every face with official labels, for curves. */
  readonly faces: readonly FaceError[];
}

/**
 * Measures methods on the same faces by the same code.
 *
 * @param ours - the name of the method that the others are compared with; there are no comparisons where there is none of this name.
 * @returns in the order of `methods`.
 */
export function scoreMethods(
  methods: readonly Method[],
  faces: readonly BenchFace[],
  ours: string,
): MethodErrors[] {
  const errors = methods.map((method) => faceErrors(method, faces, "official"));
  const own = errors[methods.findIndex(({ name }) => name === ours)];
  return methods.map((method, i) => {
    const { name, group, source, absent } = method;
    const official = summarise(errors[i]!);
    return {
      ...{ name, group, source },
      points: LANDMARK_COUNT - absent.length,
      official,
      interval: official.meanOfBins && intervalOf(errors[i]!),
      reannotated: summarise(faceErrors(method, faces, "reannotated")),
      ...(own !== undefined &&
        own !== errors[i] && { difference: compareMethods(errors[i]!, own) }),
      faces: errors[i]!,
    };
  });
}

function faceErrors(
  { absent, predictions }: Method,
  faces: readonly BenchFace[],
  labels: "official" | "reannotated",
): FaceError[] {
  return faces.map((face) => {
    const found = predictions.get(face.name) ?? null;
    return {
      name: face.name,
      yaw: face.yaw,
      nme: found && nme(found, face[labels], { absent }),
    };
  });
}

function intervalOf(
  errors: readonly FaceError[],
): readonly [low: number, high: number] {
  const groups: [number[], number[], number[]] = [[], [], []];
  for (const { nme, yaw } of errors)
    if (nme !== null) groups[poseBin(yaw!)].push(nme);
  return bootstrapInterval(groups);
}
