import type {
  FaceParameters,
  MorphableModel,
  ShapeBasis,
} from "@fdhm/morphable-model";
import { project, shape } from "@fdhm/morphable-model/geometry";
import type { DrawContext } from "./draw-context.ts";
import { drawMesh, type MeshOptions } from "./draw-mesh.ts";

/**
 * Draws the head that parameters of a morphable model stand for, as `faceLift` or `fitLandmarks` find them.
 *
 * @param model - the one that the parameters are of.
 * @param fit - pose and coefficients.
 * @throws RangeError where the parameters are none of the model's, or as `drawMesh`.
 */
export function drawFit(
  context: DrawContext,
  model: ShapeBasis & Pick<MorphableModel, "triangles">,
  { identity, expression, pose }: FaceParameters,
  options: MeshOptions = {},
): void {
  const vertices = shape(model, identity, expression);
  drawMesh(
    context,
    project(vertices, pose, vertices),
    model.triangles,
    options,
  );
}
