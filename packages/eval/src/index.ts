/**
 * Measures of face alignment: NME by pose bin, failures, cumulative error distributions, tables and plots.
 * @packageDocumentation
 */
export { nme, type NmeOptions } from "./nme.ts";
export { normaliserLength, type Normaliser } from "./normaliser.ts";
export { POSE_BINS, poseBin, type PoseBin } from "./pose-bins.ts";
export { type FaceError } from "./face-error.ts";
export { FAILURE_LIMIT, failureRate } from "./failure-limit.ts";
export { cedArea, cedCurve, type CedPoint } from "./ced.ts";
export {
  summarise,
  type GroupSummary,
  type MeanOfBins,
  type Summary,
} from "./summary.ts";
export {
  errorTable,
  type ErrorTableOptions,
  type TableRow,
} from "./error-table.ts";
export { cedPlot, type CedLine, type CedPlotOptions } from "./ced-plot.ts";
export { alignColumns } from "./align-columns.ts";
export {
  scatterPlot,
  type ScatterPlotOptions,
  type ScatterPoint,
} from "./scatter-plot.ts";
export { paretoFront, type Bargain } from "./pareto-front.ts";
export {
  tradeOffPlot,
  type TradeOff,
  type TradeOffPlotOptions,
} from "./trade-off-plot.ts";
export {
  yawErrorBins,
  yawErrorPlot,
  type YawErrorBin,
  type YawErrorLine,
} from "./yaw-error-plot.ts";
export {
  curvePlot,
  type Curve,
  type CurvePlotOptions,
  type CurvePoint,
} from "./curve-plot.ts";
export { condenseCurve } from "./condense-curve.ts";
export { runningMean } from "./running-mean.ts";
export {
  landmarkErrors,
  partErrors,
  type ComparedFace,
} from "./landmark-errors.ts";
export {
  landmarkErrorPlot,
  type LandmarkErrorPlotOptions,
} from "./landmark-error-plot.ts";
export type { FigureOptions, Ground } from "./figure.ts";
export { rocAuc } from "./roc-auc.ts";
export { operatingPoint, type OperatingPoint } from "./operating-point.ts";
export { scoreTable, type ScoredGroup } from "./score-table.ts";
export { poseError, type Angles, type PoseError } from "./pose-error.ts";
export {
  visibilityMeasures,
  type VisibilityMeasures,
} from "./visibility-measures.ts";
export { temporalJitter } from "./temporal-jitter.ts";
export { bootstrapInterval, type BootstrapOptions } from "./bootstrap.ts";
export { compareMethods, type MethodDifference } from "./compare-methods.ts";
export { readPredictions, type Predictions } from "./read-predictions.ts";
export {
  openingErrors,
  type Opening,
  type OpeningError,
} from "./opening-errors.ts";
export { html, Markup, type Insert } from "./html.ts";
export { htmlPage } from "./html-page.ts";
export {
  pagePairs,
  pagePlot,
  pageTable,
  pageTiles,
  type PageTile,
} from "./page-parts.ts";
