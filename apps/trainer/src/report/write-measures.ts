import { cedPlot, errorTable, summarise, type FaceError } from "@fdhm/eval";
import { writeAtomically } from "../run/write-atomically.ts";

/**
 * Writes what a person wants to see of a measurement: the table as text and the cumulative error distribution.
 *
 * @param name - heads the table's row and the curve.
 * @param plot - where the SVG goes; none is written where it is left out.
 * @returns the table.
 */
export async function writeMeasures(
  name: string,
  faces: readonly FaceError[],
  plot?: string,
): Promise<string> {
  if (plot !== undefined)
    await writeAtomically(
      plot,
      cedPlot([{ name, errors: faces.map((face) => face.nme) }], {
        title: "Cumulative error distribution",
      }),
    );
  return errorTable([{ name, summary: summarise(faces) }], { format: "text" });
}
