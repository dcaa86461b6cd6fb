/** Three numbers: x, y, z or red, green, blue. */
export type Triple = readonly [number, number, number];

/** `a + factor * b`. */
export function plus(a: Triple, b: Triple, factor = 1): Triple {
  return [a[0] + factor * b[0], a[1] + factor * b[1], a[2] + factor * b[2]];
}

/** The point at `t` on the way from one to another: 0 is the first, 1 the second. */
export function mix(a: Triple, b: Triple, t: number): Triple {
  return [
    a[0] + t * (b[0] - a[0]),
    a[1] + t * (b[1] - a[1]),
    a[2] + t * (b[2] - a[2]),
  ];
}

/** The vector across two others, by the right hand. */
export function cross(a: Triple, b: Triple): Triple {
  return [
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  ];
}

/** The same direction, of length 1; zeros stay. */
export function unit(a: Triple): Triple {
  const length = Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
  return length === 0 ? a : [a[0] / length, a[1] / length, a[2] / length];
}

/** The i-th triple of a run of numbers. */
export function tripleAt(numbers: ArrayLike<number>, i: number): Triple {
  return [numbers[3 * i]!, numbers[3 * i + 1]!, numbers[3 * i + 2]!];
}
