import { expected } from "@fdhm/errors";
import { type Mat5Array } from "./mat5.ts";
import { type Mat5Fields, vector } from "./mat5-fields.ts";
import { type FaceParameters, parameterLayout } from "./parameters.ts";
import { fromPosePara, toPosePara } from "./pose-para.ts";

/** Numbers of `Pose_Para`, and where the scale `f` is among them. */
const POSE_PARA = { length: 7, scale: 6 };

/**
 * Reads the parameters of a face from the arrays of a 300W-LP or AFLW2000-3D label file: `Pose_Para` (1 x 7),
 * `Shape_Para` (199 x 1) and `Exp_Para` (29 x 1), coefficients of the Basel model with 3DDFA's expressions
 * ({@link readBfm} reads that). Its pose becomes ours as {@link fromPosePara} tells; the coefficients stay as they are.
 *
 * @param arrays - the file's arrays, as {@link readMat5} gives them; others may be among them.
 * @param height - rows of the picture that the labels belong to, H.
 * @param file - name of the label file, for errors.
 * @throws RangeError - "Expected ... for ... but received ..." with the file: an array is missing, has another shape or a
 *   number that is not finite; the scale or the height is not positive.
 */
export function fromLabelParameters(
  arrays: ReadonlyMap<string, Mat5Array>,
  height: number,
  file?: string,
): FaceParameters {
  const fields: Mat5Fields = {
    files: file,
    arrays: new Map(
      [...arrays].map(([name, array]) => [name, { array, file }]),
    ),
  };
  const { identity, expression } = parameterLayout;
  const posePara = vector(fields, "Pose_Para", POSE_PARA.length);
  const scale = posePara[POSE_PARA.scale]!;
  if (!(scale > 0))
    throw expected("a positive scale, the 7th", "Pose_Para", scale, { file });
  return {
    pose: fromPosePara(posePara, height),
    identity: Float32Array.from(vector(fields, "Shape_Para", identity.length)),
    expression: Float32Array.from(
      vector(fields, "Exp_Para", expression.length),
    ),
  };
}

/**
 * Writes the parameters of a face as 300W-LP and AFLW2000-3D keep them: the inverse of {@link fromLabelParameters}.
 *
 * @param face - pose, 199 identity and 29 expression coefficients.
 * @param height - rows of the picture, H.
 * @param tz - depth of the model's origin, px, which weak perspective does not know.
 * @returns `Pose_Para` (1 x 7), `Shape_Para` (199 x 1) and `Exp_Para` (29 x 1).
 * @throws RangeError where the pose is not finite with a positive scale, there are more or fewer coefficients, or the height is
 *   not positive.
 */
export function toLabelParameters(
  face: FaceParameters,
  height: number,
  tz = 0,
): Map<string, Mat5Array> {
  const column = (part: "identity" | "expression"): Mat5Array => {
    const { length } = parameterLayout[part];
    if (face[part].length !== length)
      throw expected(`${length} numbers`, part, face[part]);
    return { shape: [length, 1], data: face[part].slice() };
  };
  return new Map<string, Mat5Array>([
    [
      "Pose_Para",
      {
        shape: [1, POSE_PARA.length],
        data: toPosePara(face.pose, height, tz),
      },
    ],
    ["Shape_Para", column("identity")],
    ["Exp_Para", column("expression")],
  ]);
}
