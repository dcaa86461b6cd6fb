import {
  condenseCurve,
  curvePlot,
  html,
  pagePairs,
  pagePlot,
  pageTable,
  POSE_BINS,
  runningMean,
  type Curve,
  type CurvePoint,
  type Markup,
} from "@fdhm/eval";
import type { SessionEntry, ValidationEntry } from "../run/read-metrics.ts";
import { count, duration } from "./quantities.ts";
import type { ReportedTraining } from "./report.ts";
import { trainingCosts } from "./training-costs.ts";

/** Points of a curve: as many as a plot has px. */
const POINTS = 400;
/** The loss is smoothed over this part of the training, so that a long one is no hairy line. */
const SMOOTHED = 1 / 50;
/** Points over which a short training's loss is smoothed. */
const LEAST_SPAN = 5;
const PLOT = { width: 440, height: 320, ground: "page" } as const;

/** Loss and errors over the training, what it ran on, and what it took. */
export function trainingSection(training: ReportedTraining): Markup {
  return html`<h2>Training</h2>
    ${curves(training)} ${costs(training)} ${machines(training)}`;
}

function curves({ config, metrics }: ReportedTraining): Markup {
  const { losses, validations, sessions } = metrics;
  const faces = sessions.at(-1)?.facesPerEpoch;
  const across = faces === undefined ? "steps" : "epochs";
  const at = (step: number) =>
    faces === undefined ? step : (step * config.training.batchSize) / faces;
  const loss = losses.map((entry) => ({ x: at(entry.step), y: entry.loss }));
  const smoothed = runningMean(
    loss,
    Math.max(LEAST_SPAN, SMOOTHED * loss.length),
  );
  const drawn = loss.filter(({ y }) => Number.isFinite(y));
  const errors = binCurves(
    validations.map(({ step, mean, bins }) => ({ x: at(step), mean, bins })),
  );
  return html`<div class="plots">
    ${
      drawn.length === 0
        ? html`<p class="quiet">No loss has been logged yet.</p>`
        : pagePlot(
            curvePlot(
              [
                {
                  name: "each",
                  points: condenseCurve(drawn, POINTS),
                  faint: true,
                },
                { name: "loss", points: condenseCurve(smoothed, POINTS) },
              ],
              { ...PLOT, x: across, y: "loss", logarithmic: isPositive(drawn) },
            ),
            "Loss of single steps, pale, and its running mean",
          )
    }
    ${
      errors.length === 0
        ? html`<p class="quiet">Nothing has been validated yet.</p>`
        : pagePlot(
            curvePlot(errors, {
              ...PLOT,
              x: across,
              y: "normalised mean error (%)",
              logarithmic: true,
            }),
            "Error on the validation set by |yaw| in degrees",
          )
    }
  </div>`;
}

const isPositive = (points: readonly CurvePoint[]) =>
  points.every(({ y }) => y > 0);

function binCurves(
  validations: readonly {
    readonly x: number;
    readonly mean: number | null;
    readonly bins: readonly (number | null)[];
  }[],
): Curve[] {
  const curve = (name: string, values: readonly (number | null)[]): Curve => ({
    name,
    points: values.flatMap((value, i) =>
      value === null ? [] : [{ x: validations[i]!.x, y: 100 * value }],
    ),
  });
  const all = [
    ...POSE_BINS.map((name, bin) =>
      curve(
        name,
        validations.map(({ bins }) => bins[bin] ?? null),
      ),
    ),
    curve(
      "all faces",
      validations.map(({ mean }) => mean),
    ),
  ];
  return all.filter(({ points }) => points.length > 0);
}

function costs({
  config,
  metrics,
  price,
}: ReportedTraining): Markup | undefined {
  const taken = trainingCosts(metrics, config.training.batchSize);
  if (taken === undefined) return undefined;
  const { epochs, seconds, processorSeconds, samplesPerSecond } = taken;
  const row = (name: string, share: number) => [
    name,
    duration(seconds / share),
    duration(processorSeconds / share),
    ...(price === undefined
      ? []
      : [(((seconds / 3600) * price) / share).toFixed(4)]),
  ];
  return html`<h3>Time and cost</h3>
    ${pageTable(
      [
        "",
        "time",
        "processor time",
        ...(price === undefined ? [] : [`at ${price} an hour`]),
      ],
      [row("an epoch", epochs), row(`${epochs.toFixed(2)} epochs`, 1)],
    )}
    <p class="quiet">
      ${samplesPerSecond.toFixed(0)} crops a second,
      ${(100 * taken.waiting).toFixed(1)} % of the time waiting for batches. An
      epoch is ${count(metrics.sessions.at(-1)!.facesPerEpoch)} crops, as many
      as the sources have faces. Steps that were taken again after a kill count
      once.
    </p>`;
}

function machines({ config, metrics }: ReportedTraining): Markup | undefined {
  const { sessions } = metrics;
  const last = sessions.at(-1);
  if (last === undefined) return undefined;
  return html`<h3>Machine</h3>
    ${pagePairs([
      ...distinct(sessions).map(
        ({ step, started, machine }) =>
          [
            `from step ${step}`,
            `${machine.processor}, ${count(machine.cores, "core")}, ${machine.memory} GiB, ${machine.system}, Node ${machine.node}; ${started.slice(0, 16).replace("T", " ")} UTC`,
          ] as const,
      ),
      [
        "computed by",
        `${count(config.training.workers, "worker")}, ${count(config.training.readers, "reader")}, ${last.kernels}`,
      ],
      [
        "network",
        `${config.network.preset}: ${count(last.weights)} weights, ${count(last.multiplyAdds)} multiply-adds a face`,
      ],
    ])}`;
}

/** The sessions in which the machine was another one than before. */
function distinct(sessions: readonly SessionEntry[]): readonly SessionEntry[] {
  return sessions.filter(
    ({ machine }, i) =>
      i === 0 ||
      JSON.stringify(machine) !== JSON.stringify(sessions[i - 1]!.machine),
  );
}

/** The validation with the lowest error. */
export function bestValidation({
  metrics,
}: ReportedTraining): ValidationEntry | undefined {
  const known = metrics.validations.filter(({ mean }) => mean !== null);
  if (known.length === 0) return undefined;
  return known.reduce((a, b) => (b.mean! < a.mean! ? b : a));
}
