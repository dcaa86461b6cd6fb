import { alignSimilarly, withoutSimilarity } from "./similarity.mjs";

const ANCESTRIES = ["caucasian", "asian", "african"];
const GENDERS = ["female", "male"];
/** Share of each age among the faces. */
const AGES = { young: 0.5, old: 0.35, child: 0.15 };
/** Deviation of the body's muscle and weight, in extremes of MakeHuman's targets. */
const BUILD_DEVIATION = 2;
/** Deviation of each detail, in extremes of MakeHuman's sliders, and of the difference between left and right in shares of it. */
const DETAIL_DEVIATION = 0.5;
const SIDE_SHARE = 0.35;
const DETAILS =
  /^(head|forehead|eyebrows|eyes|nose|cheek|mouth|chin|asym|ears|neck)\//;
/** These move the head as a whole, or the body. */
const NO_DETAIL = /^head\/head-trans|^asym\/asymm-/;

/**
 * How faces differ: mean shape and independent factors of deviation 1, all on the vertices of one head.
 *
 * Every face is one of the macro types (ancestry x gender x age, each share `p` of all); their spread is that of the factors
 * `sqrt(p) (type - mean)`. Build and details add to it. Position, turn and size of the face are taken out.
 *
 * @param {Float64Array} base - `3 N`, the base mesh's vertices of the head.
 * @param {string[]} names - names of all targets.
 * @param {(name: string) => Float64Array} target - displacements of the head's vertices.
 * @param {number[]} region - vertices of the face.
 * @returns {{mean: Float64Array, factors: Float64Array[]}}
 */
export function identityFactors(base, names, target, region) {
  const moved = (name) => {
    const displacement = target(name);
    return alignSimilarly(
      base.map((value, i) => value + displacement[i]),
      base,
      region,
    );
  };
  const types = ANCESTRIES.flatMap((ancestry) =>
    GENDERS.flatMap((gender) =>
      Object.entries(AGES).map(([age, share]) => ({
        shape: moved(`macrodetails/${ancestry}-${gender}-${age}`),
        share: share / (ANCESTRIES.length * GENDERS.length),
      })),
    ),
  );
  const mean = base.map((_, i) =>
    types.reduce((sum, { shape, share }) => sum + share * shape[i], 0),
  );
  const pure = withoutSimilarity(mean, region);
  const factors = types.map(({ shape, share }) =>
    pure(shape.map((value, i) => Math.sqrt(share) * (value - mean[i]))),
  );

  const builds = names.filter(
    (name) =>
      /^macrodetails\/universal-\w+-(child|young|old)-/.test(name) &&
      moves(target(name)),
  );
  for (const name of builds) {
    const amount = BUILD_DEVIATION / Math.sqrt(builds.length);
    factors.push(
      pure(moved(name).map((value, i) => amount * (value - base[i]))),
    );
  }

  for (const name of names.filter(
    (name) => DETAILS.test(name) && !NO_DETAIL.test(name),
  )) {
    if (name.includes("/r-") || !moves(target(name))) continue;
    const one = pure(target(name));
    if (!name.includes("/l-")) {
      factors.push(one.map((value) => DETAIL_DEVIATION * value));
      continue;
    }
    const other = pure(target(name.replace("/l-", "/r-")));
    factors.push(one.map((value, i) => DETAIL_DEVIATION * (value + other[i])));
    factors.push(
      one.map((value, i) => DETAIL_DEVIATION * SIDE_SHARE * (value - other[i])),
    );
  }
  return { mean, factors };
}

function moves(displacement) {
  return displacement.some((value) => Math.abs(value) >= 0.001);
}
