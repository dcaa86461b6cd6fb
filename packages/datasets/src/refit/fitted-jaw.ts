import { tightBox } from "@fdhm/landmarks";
import { project, type MorphableModel } from "@fdhm/morphable-model";
import { createDataset, type Dataset } from "../dataset.ts";
import { acceptFit, ACCEPTED } from "../profiling/accept-fit.ts";
import { centreDepth } from "../centre-depth.ts";
import { fitAll } from "../profiling/fit-all.ts";
import { createFaceFitter } from "../profiling/fit-face.ts";
import { createSelfVisibility } from "../profiling/self-visibility.ts";
import { typicalOf, type TypicalFace } from "../profiling/typical-face.ts";
import type { OpenOptions } from "../read-sound.ts";
import type { Sample } from "../sample.ts";

/** Settings of {@link withFittedJaw}. */
export interface FittedJawOptions extends OpenOptions {
  /**
   * Where the set's jaw is marked: on the outline that is seen ("outline", where absent), or on the jaw itself already ("jaw"):
   * then all points stay in the picture plane, and only depth, pose and visibility are added.
   */
  readonly marked?: "outline" | "jaw";
  /** Residual of the fit up to which a face is taken; 0.04 where absent. */
  readonly accepted?: number;
  /** The face that all are fitted about; found from up to 400 of the set where absent. See `findTypicalFace`. */
  readonly typical?: TypicalFace;
}

/**
 * A data set of flat points made one of points in space, so that it can be mixed with those whose hidden jaw is where the jaw is:
 * 3D landmarks from a fitted model. Landmarks of the jaw that are marked on the outline of the cheek go to the jaw; all others
 * stay where they are marked. Depth, pose, visibility and, with a model of 199 and 29 modes, parameters are the fit's;
 * the box becomes the tight one of the new points.
 *
 * All faces are fitted now, pictures are left alone.
 *
 * @throws RangeError where an option is out of range, or a face cannot be fitted or leaves more than accepted (with
 *   `onBroken` it is left out).
 */
export async function withFittedJaw(
  dataset: Dataset,
  model: MorphableModel,
  options: FittedJawOptions = {},
): Promise<Dataset> {
  const { marked = "outline", accepted = ACCEPTED } = options;
  const typical =
    options.typical ?? (await typicalOf(model, dataset, { marked }));
  const fitter = createFaceFitter(model, { typical, marked });
  const fit = ({ name, landmarks }: Sample, index: number) => ({
    index,
    face: acceptFit(fitter.fit(landmarks), accepted, name),
  });
  const fitted = await fitAll(dataset, fit, options);
  const selfVisibility = createSelfVisibility(model);
  const read = async (number: number): Promise<Sample> => {
    const { index, face } = fitted[number]!;
    const sample = await dataset.sample(index);
    const solid = fitter.solid(face, sample.landmarks);
    const landmarks = centreDepth(project(solid.landmarks, face.pose));
    const { pitch, yaw, roll } = face.pose;
    const parameters = fitter.parameters(face, face.pose);
    return {
      ...sample,
      landmarks,
      pose: { pitch, yaw, roll },
      visibility: selfVisibility(solid, face.pose),
      ...(parameters === undefined ? {} : { parameters }),
      box: tightBox(landmarks),
    };
  };
  return createDataset(dataset.name, fitted.length, read, dataset.split);
}
