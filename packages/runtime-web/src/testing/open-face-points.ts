import { landmarkBasis, project, shape } from "@fdhm/morphable-model";
import {
  loadOpenFace,
  openFaceExpressions,
} from "@fdhm/morphable-model/open-face";

/** A face of the open model, of which the network would see 68 points. */
export interface PosedFace {
  /** Weights of its expressions, 0 to 1; none by default. */
  readonly expressions?: Partial<
    Record<keyof typeof openFaceExpressions, number>
  >;
  /** Identity coefficients; the mean face by default. */
  readonly identity?: readonly number[];
  /** Degrees, 0 by default. */
  readonly pitch?: number;
  /** Degrees, 0 by default. */
  readonly yaw?: number;
  /** Degrees, 0 by default. */
  readonly roll?: number;
  /** px a millimetre, 1.5 by default. */
  readonly scale?: number;
}

/** The 68 landmarks of a face of the embedded model in a picture, xyz triples in px, depth about its mean. */
export async function openFacePoints({
  expressions = {},
  identity = [],
  pitch = 0,
  yaw = 0,
  roll = 0,
  scale = 1.5,
}: PosedFace): Promise<Float32Array> {
  const expression = new Float32Array(29);
  for (const [name, weight] of Object.entries(expressions))
    openFaceExpressions[name as keyof typeof openFaceExpressions].forEach(
      (value, i) => (expression[i]! += weight * value),
    );
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const points = project(
    shape(landmarkBasis(await loadOpenFace()), identity, expression),
    {
      scale,
      pitch: radians(pitch),
      yaw: radians(yaw),
      roll: radians(roll),
      x: 220,
      y: 230,
    },
  );
  let mean = 0;
  for (let i = 2; i < 204; i += 3) mean += points[i]! / 68;
  return points.map((value, i) => (i % 3 === 2 ? value - mean : value));
}
