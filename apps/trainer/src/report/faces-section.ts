import {
  cedPlot,
  html,
  landmarkErrorPlot,
  landmarkErrors,
  pagePlot,
  pageTable,
  POSE_BINS,
  poseBin,
  summarise,
  type GroupSummary,
  type Markup,
  type Summary,
} from "@fdhm/eval";
import { PARTS } from "@fdhm/landmarks";
import { FOUND_COLOUR, TRUE_COLOUR } from "./draw-comparison.ts";
import { percent } from "./quantities.ts";
import type { ReportedFaces, ShownFace } from "./report.ts";

const PLOT = { width: 440, height: 320, ground: "page" } as const;

/** Names of the face's parts, as a person reads them. */
const PART_NAMES: Readonly<Record<keyof typeof PARTS, string>> = {
  jaw: "jaw",
  rightBrow: "right brow",
  leftBrow: "left brow",
  noseBridge: "bridge of the nose",
  noseBase: "base of the nose",
  rightEye: "right eye",
  leftEye: "left eye",
  outerLips: "outer lips",
  innerLips: "inner lips",
};

/** Errors by pose bin and by landmark, how they are spread, and faces to look at. */
export function facesSection(measured: ReportedFaces): Markup {
  const { set, faces, shown, meanFace } = measured;
  const summary = summarise(faces);
  const found = faces.some(({ landmarks }) => landmarks !== null);
  const errors = found
    ? landmarkErrors(
        faces.map(({ landmarks, truth }) => ({ predicted: landmarks, truth })),
      )
    : undefined;
  return html`<h2>Errors on ${set}</h2>
    ${binTable(summary)}
    <div class="plots">
      ${pagePlot(
        cedPlot(cedLines(faces, summary), {
          ...PLOT,
          limit: cedLimit(summary),
        }),
        "Cumulative error distribution: the part of the faces with at most this error",
      )}
      ${
        errors &&
        pagePlot(
          landmarkErrorPlot(errors, meanFace, {
            width: PLOT.width,
            ground: "page",
          }),
          "Mean error of each landmark: the radius of its disc, to the scale of the face; the largest in per cent",
        )
      }
    </div>
    ${errors && partTable(errors)}
    <h2>Faces</h2>
    <p class="quiet">
      ${key(FOUND_COLOUR)} found, ${key(TRUE_COLOUR)} true; below each its
      error, its yaw and its name.
    </p>
    ${drawings("The worst", shown.worst)}
    ${drawings("Typical ones, next to the median", shown.typical)}
    ${drawings("The best", shown.best)}`;
}

function binTable({ bins, meanOfBins, ...all }: Summary): Markup {
  const row = (name: string, group: GroupSummary) => [
    name,
    String(group.faces),
    String(group.missed.length),
    percent(group.mean),
    percent(group.median),
    percent(group.failures),
    percent(group.area),
  ];
  return pageTable(
    [
      ...["|yaw|", "faces", "missed", "mean %", "median %"],
      ...[`> ${100 * all.limit} %`, "AUC %"],
    ],
    [
      ...bins.flatMap((bin, i) => (bin ? [row(`${POSE_BINS[i]}°`, bin)] : [])),
      ...(meanOfBins === null
        ? []
        : [
            [
              ...["mean of bins", "", ""],
              percent(meanOfBins.mean),
              "",
              percent(meanOfBins.failures),
              percent(meanOfBins.area),
            ],
          ]),
      row("all faces", all),
    ],
  );
}

/** Where the plot ends: at the usual limit, or further where it would show little of the faces. */
function cedLimit({ limit, median }: Summary): number {
  let end = limit;
  while (median !== null && median > end) end *= 2;
  return end;
}

function cedLines(faces: ReportedFaces["faces"], { bins }: Summary) {
  const all = { name: "all faces", errors: faces.map(({ nme }) => nme) };
  if (bins.filter((bin) => bin !== null).length < 2) return [all];
  const group = (bin: number) =>
    faces.filter(({ yaw }) => poseBin(yaw!) === bin).map(({ nme }) => nme);
  return [
    all,
    ...POSE_BINS.map((name, i) => ({ name, errors: group(i) })).filter(
      ({ errors }) => errors.length > 0,
    ),
  ];
}

function partTable(errors: Float64Array): Markup {
  const rows = (Object.keys(PARTS) as (keyof typeof PARTS)[]).map((part) => {
    const own = errors.subarray(...PARTS[part]);
    const mean = own.reduce((sum, error) => sum + error, 0) / own.length;
    return [PART_NAMES[part], percent(mean), percent(Math.max(...own))];
  });
  return html`<h3>By part of the face</h3>
    ${pageTable(["left and right are the face's", "mean %", "worst landmark %"], rows)}`;
}

function key(colour: string): Markup {
  return html`<span class="key" style="background: ${colour}"></span>`;
}

function drawings(
  title: string,
  faces: readonly ShownFace[],
): Markup | undefined {
  if (faces.length === 0) return undefined;
  return html`<h3>${title}</h3>
    <div class="faces">
      ${faces.map(({ name, nme, yaw, drawing }) => {
        const error = nme === null ? "missed" : `${percent(nme)} %`;
        const turn =
          yaw === undefined ? "" : ` ${Math.round((yaw * 180) / Math.PI)}°`;
        const source = `data:image/webp;base64,${Buffer.from(drawing).toString("base64")}`;
        return html`<figure>
          <img
            src="${source}"
            width="288"
            height="288"
            loading="lazy"
            alt="${name}: ${error}"
          />
          <figcaption><b>${error}</b>${turn}<br />${name}</figcaption>
        </figure>`;
      })}
    </div>`;
}
