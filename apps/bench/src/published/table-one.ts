/** A row of the paper's table I. */
export interface PublishedRow {
  /** As the paper names it. */
  readonly method: string;
  /** NME in per cent for yaws of 0-30, 30-60 and 60-90 degrees. */
  readonly bins: readonly [number, number, number];
  /** NME in per cent, the table's own mean. */
  readonly mean: number;
  /** Size of the model as printed; undefined where none is. */
  readonly size?: string;
}

/**
 * Table I of Sun, Shao, Xia, Fu, "Real-time Memory Efficient Large-pose Face Alignment via Deep Evolutionary Network": AFLW2000-3D, 2,000
 * faces, official labels. As printed, and nothing of it was measured here. The means of DHM's and RHG's rows are not those of their bins (4.62 and
 * 3.74).
 */
export const TABLE_ONE: readonly PublishedRow[] = [
  { method: "Fast DHM", bins: [2.57, 3.6, 5.88], mean: 4.01, size: "976 KB" },
  {
    method: "Fast DHM x2",
    bins: [2.43, 3.51, 5.41],
    mean: 3.78,
    size: "2.2 MB",
  },
  {
    method: "DHM + RNN",
    bins: [2.75, 4.21, 6.91],
    mean: 4.11,
    size: "193.7 MB",
  },
  {
    method: "DHM + RHG + LSTM",
    bins: [2.52, 3.21, 5.48],
    mean: 3.85,
    size: "221.9 MB",
  },
  { method: "PRNet", bins: [2.75, 3.51, 4.61], mean: 3.62 },
  { method: "3DDFA (improved)", bins: [2.84, 3.57, 4.96], mean: 3.79 },
];
