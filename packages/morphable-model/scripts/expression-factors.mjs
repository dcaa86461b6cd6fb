const ANCESTRIES = ["caucasian", "asian", "african"];
/** Deviation of each unit, in MakeHuman's extremes, and of the difference between left and right in shares of it. */
const DEVIATION = 0.4;
const SIDE_SHARE = 0.5;
/** Half the width over which a unit of the whole mouth fades when one side alone moves, in MakeHuman's unit. */
const SIDE_SOFTNESS = 0.04;
/** Units of the whole mouth that people also make with one side. */
const ONE_SIDED = new Set([
  "mouth-corner-puller",
  "mouth-depression",
  "mouth-depression-retraction",
  "mouth-elevation",
  "mouth-part-later",
  "mouth-retraction",
  "mouth-upward-retraction",
]);

/**
 * MakeHuman's expression units, each the mean of its three ancestries' versions.
 *
 * @param {string[]} names - names of all targets.
 * @param {(name: string) => Float64Array} target - displacements of the head's vertices.
 * @returns {Map<string, Float64Array>} displacement of each unit, such as `mouth-open`; without the neck's.
 */
export function expressionUnits(names, target) {
  const prefix = `expression/units/${ANCESTRIES[0]}/`;
  const units = names
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
  return new Map(
    units
      .filter((unit) => !unit.startsWith("neck-"))
      .map((unit) => {
        const versions = ANCESTRIES.map((ancestry) =>
          target(`expression/units/${ancestry}/${unit}`),
        );
        return [
          unit,
          versions[0].map(
            (_, i) =>
              versions.reduce((sum, version) => sum + version[i], 0) /
              versions.length,
          ),
        ];
      }),
  );
}

/**
 * How expressions differ: independent factors of deviation 1.
 *
 * @param {Map<string, Float64Array>} units - result of `expressionUnits`.
 * @param {Float64Array} mean - `3 N`, the mean face.
 * @returns {Float64Array[]}
 */
export function expressionFactors(units, mean) {
  const factors = [];
  const add = (deviation, value) =>
    factors.push(mean.map((_, i) => deviation * value(i)));
  const leftness = (i) => Math.tanh(mean[i - (i % 3)] / (2 * SIDE_SOFTNESS));
  for (const [unit, displacement] of units) {
    if (unit.includes("right")) continue;
    const other = units.get(unit.replace("left", "right"));
    if (unit.includes("left")) {
      add(DEVIATION, (i) => displacement[i] + other[i]);
      add(DEVIATION * SIDE_SHARE, (i) => displacement[i] - other[i]);
      continue;
    }
    add(DEVIATION, (i) => displacement[i]);
    if (ONE_SIDED.has(unit))
      add(DEVIATION * SIDE_SHARE, (i) => displacement[i] * leftness(i));
  }
  return factors;
}
