/** Ends of target names that are the two ends of one of MakeHuman's sliders. */
const OPPOSITES = [
  ["less", "more"],
  ["in", "out"],
  ["down", "up"],
  ["min", "max"],
  ["decr", "incr"],
  ["decrease", "increase"],
  ["deflate", "inflate"],
  ["backward", "forward"],
  ["small", "big"],
  ["concave", "convex"],
  ["compress", "uncompress"],
  ["lessgreek", "moregreek"],
  ["lesshump", "morehump"],
  ["point", "potato"],
  ["pointed", "triangle"],
  ["round", "square"],
  ["l", "r"],
];

/**
 * Targets as sliders. Of targets that exist for either side of the face only the left one is listed (see `otherSide`).
 *
 * @param {string[]} names - targets, as `nose/nose-hump-lesshump`.
 * @returns {[string, string | undefined][]} the two ends of each slider, the second undefined where it has one end.
 */
export function withOpposites(names) {
  const known = new Set(names);
  const opposite = (name) => {
    const cut = name.lastIndexOf("-") + 1;
    const pair = OPPOSITES.find(([less]) => less === name.slice(cut));
    const other = pair && name.slice(0, cut) + pair[1];
    return known.has(other) ? other : undefined;
  };
  const seconds = new Set(names.map(opposite));
  return names
    .filter((name) => !seconds.has(name) && !name.includes("/r-"))
    .map((name) => [name, opposite(name)]);
}

/** The same target on the right side of the face, for one of the left side; undefined for others. */
export function otherSide(name) {
  return name.includes("/l-") ? name.replace("/l-", "/r-") : undefined;
}
