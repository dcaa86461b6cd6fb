import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import {
  contourFitter,
  fitLandmarks,
  followPoints,
  landmarkFitter,
  packParameters,
  parameterLayout,
  project,
  shape,
  unproject,
  type MorphableModel,
  type WeakPerspective,
} from "@fdhm/morphable-model";
import { aboutTypicalFace, type TypicalFace } from "./typical-face.ts";

/** A face of a photograph as a solid that can be turned. */
export interface FittedFace {
  /** Where it stands in the photograph. */
  readonly pose: WeakPerspective;
  /** Coefficients of the model, in the unit of its parameters. */
  readonly identity: Float32Array;
  /** Coefficients of the model, in the unit of its parameters. */
  readonly expression: Float32Array;
  /** Mean distance between marked points and fit in the picture plane, as a share of sqrt(w h) of the points' box. */
  readonly residual: number;
  /** Vertex of the model at each of the 68 marks: those of the jaw where the outline is seen. */
  readonly seen: Uint32Array;
}

/** A face in model space, made to lie under its marks. */
export interface SolidFace {
  /** The whole surface, xyz triples, `3 V` numbers. */
  readonly vertices: Float32Array;
  /** The 68 landmarks, xyz triples: where they are marked, but for those of the jaw whose mark is the outline's. */
  readonly landmarks: Float32Array;
}

/** How {@link createFaceFitter} fits. */
export interface FaceFitterOptions {
  /** The face that coefficients are drawn towards; the model's mean where absent. See `findTypicalFace`. */
  readonly typical?: TypicalFace | undefined;
  /**
   * Where the jaw is marked: on the outline that is seen ("outline", where absent), as in 300-W, or on the jaw itself, seen or
   * hidden ("jaw"), as in AFLW2000-3D and FaceSynthetics.
   */
  readonly marked?: "outline" | "jaw" | undefined;
  /** Weight of the prior, see `FitOptions` of `fitLandmarks`; 1e-3 where absent. */
  readonly lambda?: number | undefined;
}

/** Fits a model to faces of photographs. */
export interface FaceFitter {
  /**
   * Finds pose and coefficients of a face.
   *
   * @param marks - 68 xyz triples in picture px, z not looked at.
   * @throws RangeError where there are not 68, one is not finite, or they are no face.
   */
  fit(marks: Float32Array): FittedFace;
  /**
   * Makes the solid of a fitted face and bends it to lie under its marks.
   *
   * @param marks - those that `face` was fitted to.
   */
  solid(face: FittedFace, marks: Float32Array): SolidFace;
  /** The 234 numbers of a face in a pose; undefined where the model has other than 199 and 29 modes. */
  parameters(face: FittedFace, pose: WeakPerspective): Float32Array | undefined;
}

/** How far a mark bends the surface about it, as a share of the distance between the jaw's ends. */
const REACH = 0.12;

/** Prepares a model for {@link FaceFitter}. */
export function createFaceFitter(
  model: MorphableModel,
  { typical, marked = "outline", lambda = 1e-3 }: FaceFitterOptions = {},
): FaceFitter {
  if (marked !== "outline" && marked !== "jaw")
    throw expected(`"outline" or "jaw"`, "marked", marked);
  const prepare = marked === "outline" ? contourFitter : landmarkFitter;
  const fitter = prepare(
    typical === undefined ? model : aboutTypicalFace(model, typical),
  );
  const jawEnds = [model.landmarks[0]!, model.landmarks[16]!];
  const [a, b] = jawEnds.map((v) => model.mean.subarray(3 * v, 3 * v + 3));
  const reach =
    REACH * Math.hypot(a![0]! - b![0]!, a![1]! - b![1]!, a![2]! - b![2]!);
  const packs =
    model.identityDeviation.length === parameterLayout.identity.length &&
    model.expressionDeviation.length === parameterLayout.expression.length;
  return {
    fit(marks) {
      checkMarks(marks);
      const fit = fitLandmarks(fitter, marks, { lambda, depth: "none" });
      return {
        pose: fit.pose,
        identity: plus(fit.identity, typical?.identity),
        expression: plus(fit.expression, typical?.expression),
        residual: fit.residual,
        seen: fit.vertices,
      };
    },
    solid({ identity, expression, pose, seen }, marks) {
      const vertices = shape(model, identity, expression);
      const under = pointsUnderMarks(vertices, seen, pose, marks);
      const shifts = Float32Array.from(
        under,
        (value, i) => value - vertices[3 * seen[Math.floor(i / 3)]! + (i % 3)]!,
      );
      followPoints(vertices, seen, shifts, { reach }, vertices);
      const landmarks = new Float32Array(3 * LANDMARK_COUNT);
      model.landmarks.forEach((vertex, k) => {
        // Where the outline is marked instead, the landmark is what the bent surface has there.
        const [points, at] =
          seen[k] === vertex ? [under, k] : [vertices, vertex];
        landmarks.set(points.subarray(3 * at, 3 * at + 3), 3 * k);
      });
      return { vertices, landmarks };
    },
    parameters: ({ identity, expression }, pose) =>
      packs ? packParameters({ pose, identity, expression }) : undefined,
  };
}

/**
 * Refuses points that are not 68.
 *
 * @throws RangeError.
 */
export function checkMarks(marks: Float32Array): void {
  if (marks.length !== 3 * LANDMARK_COUNT)
    throw expected(`${LANDMARK_COUNT} xyz triples`, "landmarks", marks.length);
}

/** In model space, at the depth of the vertices that the marks show. */
function pointsUnderMarks(
  vertices: Float32Array,
  seen: Uint32Array,
  pose: WeakPerspective,
  marks: Float32Array,
): Float32Array {
  const points = Float32Array.from(
    { length: 3 * seen.length },
    (_, i) => vertices[3 * seen[Math.floor(i / 3)]! + (i % 3)]!,
  );
  project(points, pose, points);
  for (let i = 0; i < points.length; i += 3) {
    points[i] = marks[i]!;
    points[i + 1] = marks[i + 1]!;
  }
  return unproject(points, pose, points);
}

function plus(
  values: Float32Array,
  more: Float32Array | undefined,
): Float32Array {
  return more === undefined
    ? values
    : values.map((value, i) => value + more[i]!);
}
