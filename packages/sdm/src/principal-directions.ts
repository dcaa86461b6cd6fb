import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/** Finds the directions in which vectors differ most from each other, from sums over them (principal component analysis). */
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
   * The directions, the one with most variance first.
   *
   * @param count - how many, at most the vectors' length.
   * @param out - receives `count * length` numbers, each direction of length 1.
   * @returns the share of the variance that they tell, 0 to 1; 1 where there is none.
   */
  find(count: number, out: Float32Array): number {
    const length = this.#length;
    const covariance = new Matrix(length, length);
    for (let i = 0; i < length; i++)
      for (let j = 0; j <= i; j++) {
        const value =
          this.#products[i * length + j]! / this.#count -
          (this.#sum[i]! / this.#count) * (this.#sum[j]! / this.#count);
        covariance.set(i, j, value);
        covariance.set(j, i, value);
      }
    const { realEigenvalues: variances, eigenvectorMatrix: directions } =
      new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
    let told = 0;
    for (let k = 0; k < count; k++) {
      // ml-matrix has the largest last.
      const column = length - 1 - k;
      told += variances[column]!;
      for (let i = 0; i < length; i++)
        out[k * length + i] = directions.get(i, column);
    }
    const all = variances.reduce((sum, variance) => sum + variance, 0);
    return all > 0 ? told / all : 1;
  }
}
