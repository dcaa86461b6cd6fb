import { alignSimilarly, withoutSimilarity } from "./similarity.mjs";
import { otherSide, withOpposites } from "./sliders.mjs";

const ANCESTRIES = ["caucasian", "asian", "african"];
const GENDERS = ["female", "male"];
/** Share of each age among the faces. */
const AGES = { young: 0.5, old: 0.35, child: 0.15 };
/** Deviation of a slider, in its extremes; of the head's own sliders; and of the difference of left and right, in shares of it. */
const SLIDER_DEVIATION = 0.25;
const HEAD_DEVIATION = 0.2;
const SIDE_SHARE = 0.35;
/** Variance of |w| for a standard normal w. */
const FOLDED_VARIANCE = 1 - 2 / Math.PI;
const DETAILS =
  /^(head|forehead|eyebrows|eyes|nose|cheek|mouth|chin|asym|ears|neck)\//;
/** These move the head as a whole, or the body. */
const NO_DETAIL = /^head\/head-trans|^asym\/asymm-/;

/**
 * How faces differ: mean shape and independent factors of deviation 1, all on the vertices of one head.
 *
 * Every face is one of the macro types (ancestry x gender x age, each share `p` of all); their spread is that of the factors
 * `sqrt(p) (type - mean)`. Likewise every face has one of the builds (muscle x weight). Details add to it: each of MakeHuman's
 * sliders stands at a normal `w`, which moves the face by `w` times one target where positive and `-w` times its opposite where
 * negative, in sum by `w (more - less) / 2 + |w| (more + less) / 2`, two terms without correlation. Position, turn and size of
 * the face are taken out.
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
  for (const name of builds)
    factors.push(
      pure(
        moved(name).map(
          (value, i) => (value - base[i]) / Math.sqrt(builds.length),
        ),
      ),
    );

  const details = names.filter(
    (name) =>
      DETAILS.test(name) && !NO_DETAIL.test(name) && moves(target(name)),
  );
  const terms = (less, more) => {
    const [a, b] = [less, more].map((name) => name && pure(target(name)));
    const folded = Math.sqrt(FOLDED_VARIANCE);
    if (!b) return [a.map((value) => folded * value)];
    return [
      a.map((value, i) => (b[i] - value) / 2),
      a.map((value, i) => (folded * (b[i] + value)) / 2),
    ];
  };
  for (const [less, more] of withOpposites(details)) {
    const deviation = less.startsWith("head/")
      ? HEAD_DEVIATION
      : SLIDER_DEVIATION;
    const add = (factor) =>
      factors.push(factor.map((value) => deviation * value));
    if (otherSide(less) === undefined) {
      terms(less, more).forEach(add);
      continue;
    }
    const right = terms(otherSide(less), more && otherSide(more));
    terms(less, more).forEach((left, k) => {
      add(left.map((value, i) => value + right[k][i]));
      add(left.map((value, i) => SIDE_SHARE * (value - right[k][i])));
    });
  }
  return { mean, factors };
}

function moves(displacement) {
  return displacement.some((value) => Math.abs(value) >= 0.001);
}
