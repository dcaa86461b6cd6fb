/** A pass that adds less than this share to the variance that is told is the last. */
const NEGLIGIBLE = 1e-4;
const MOST_PASSES = 200;
/** What is left of a vector within this share of the variance is rounding. */
const ROUNDING = 1e-9;

/**
 * Finds the directions in which vectors differ most from each other (principal component analysis), from sums over them, by orthogonal iteration
 * (Golub and Van Loan, *Matrix Computations*, section 8.2.4). Together they span what principal components span; which of them is which does not matter to
 * a regression whose penalty is the same for all.
 */
export class PrincipalDirections {
  readonly #length: number;
  readonly #sum: Float64Array;
  /** Lower triangle of the sums of products. */
  readonly #products: Float64Array;
  #count = 0;

  /** @param length - numbers of a vector. */
  constructor(length: number) {
    this.#length = length;
    this.#sum = new Float64Array(length);
    this.#products = new Float64Array(length * length);
  }

  /** Takes in the vector that starts at `at` of `values`. */
  add(values: Float32Array, at: number): void {
    const length = this.#length;
    for (let i = 0; i < length; i++) {
      const value = values[at + i]!;
      this.#sum[i]! += value;
      const row = i * length;
      for (let j = 0; j <= i; j++)
        this.#products[row + j]! += value * values[at + j]!;
    }
    this.#count++;
  }

  /**
   * The directions.
   *
   * @param count - how many, at most the vectors' length.
   * @param out - receives `count * length` numbers: directions at right angles, each of length 1, or zeros where fewer tell all.
   * @returns the share of the variance that they tell, 0 to 1; 1 where there is none.
   */
  find(count: number, out: Float32Array): number {
    const length = this.#length;
    const covariance = this.#covariance();
    let all = 0;
    for (let i = 0; i < length; i++) all += covariance[i * length + i]!;
    const least = ROUNDING * all;
    // Any start will do that leaves no number out.
    let directions = multiply(
      scattered(count * length),
      covariance,
      count,
      length,
    );
    orthogonalise(directions, count, length, least);
    let told = 0;
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      const next = multiply(directions, covariance, count, length);
      const before = told;
      told = 0;
      for (let i = 0; i < next.length; i++) told += next[i]! * directions[i]!;
      orthogonalise(next, count, length, least);
      directions = next;
      if (told - before <= NEGLIGIBLE * told) break;
    }
    out.set(directions);
    return all > 0 ? told / all : 1;
  }

  #covariance(): Float64Array {
    const length = this.#length;
    const covariance = new Float64Array(length * length);
    for (let i = 0; i < length; i++)
      for (let j = 0; j <= i; j++) {
        const value =
          this.#products[i * length + j]! / this.#count -
          (this.#sum[i]! / this.#count) * (this.#sum[j]! / this.#count);
        covariance[i * length + j] = value;
        covariance[j * length + i] = value;
      }
    return covariance;
  }
}

/** Numbers from -0.5 to 0.5 without order, always the same. */
function scattered(length: number): Float64Array {
  return Float64Array.from(
    { length },
    (_, i) => (Math.imul(i + 1, 0x9e3779b1) >>> 0) / 2 ** 32 - 0.5,
  );
}

/** Each of `count` vectors times a symmetric matrix. */
function multiply(
  vectors: Float64Array,
  matrix: Float64Array,
  count: number,
  length: number,
): Float64Array {
  const products = new Float64Array(vectors.length);
  for (let k = 0; k < count; k++)
    for (let i = 0; i < length; i++) {
      const value = vectors[k * length + i]!;
      const row = i * length;
      for (let j = 0; j < length; j++)
        products[k * length + j]! += value * matrix[row + j]!;
    }
  return products;
}

/** Makes vectors of length 1 at right angles (Gram and Schmidt, modified); what is left of a vector that is not longer than `least` becomes zeros. */
function orthogonalise(
  vectors: Float64Array,
  count: number,
  length: number,
  least: number,
): void {
  for (let k = 0; k < count; k++) {
    const own = vectors.subarray(k * length, (k + 1) * length);
    for (let before = 0; before < k; before++) {
      const other = vectors.subarray(before * length, (before + 1) * length);
      let product = 0;
      for (let i = 0; i < length; i++) product += own[i]! * other[i]!;
      for (let i = 0; i < length; i++) own[i]! -= product * other[i]!;
    }
    let squares = 0;
    for (let i = 0; i < length; i++) squares += own[i]! ** 2;
    const scale = squares > least ** 2 ? 1 / Math.sqrt(squares) : 0;
    for (let i = 0; i < length; i++) own[i]! *= scale;
  }
}
