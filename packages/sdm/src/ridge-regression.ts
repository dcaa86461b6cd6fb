// The products of all numbers of all examples are nearly all of a training's time. Ways tried, billions of products a second with 1,633 numbers an example
// (one core of a busy AMD EPYC, Node 20): tiles of 2 x 4 1.58, of 3 x 3 1.53, of 3 x 3 with float32 examples 1.73, which rounds.
import { expected } from "@fdhm/errors";
import { factorise, solveFactorised } from "@fdhm/morphable-model";

/** Examples that are kept until their products are added up: rows of so many numbers stay in the processor's cache. */
const BLOCK = 256;
/** Rows and columns of products that are added up together. */
const ROWS = 2;
const COLUMNS = 4;

/**
 * Least squares with a penalty on the weights' squares (Hoerl and Kennard, "Ridge Regression", Technometrics 1970), from sums over the examples: only the
 * products of all numbers with each other are kept, whatever the number of examples. The constant has no penalty.
 */
export class RidgeRegression {
  readonly #inputs: number;
  readonly #outputs: number;
  /** Inputs, the constant 1, outputs, and zeros to a multiple of the tiles. */
  readonly #size: number;
  /** `size * size`, of which the lower triangle is filled: sums of products. */
  readonly #products: Float64Array;
  /** `size * BLOCK`: the numbers of the examples that wait, one row a number. */
  readonly #waiting: Float64Array;
  #count = 0;

  /**
   * @param inputs - numbers that are known of an example.
   * @param outputs - numbers that are to be told from them.
   */
  constructor(inputs: number, outputs: number) {
    this.#inputs = inputs;
    this.#outputs = outputs;
    this.#size = COLUMNS * Math.ceil((inputs + 1 + outputs) / COLUMNS);
    this.#products = new Float64Array(this.#size ** 2);
    this.#waiting = new Float64Array(this.#size * BLOCK);
  }

  /** Examples so far. */
  get count(): number {
    return this.#count;
  }

  /**
   * Takes in an example.
   *
   * @throws RangeError where there are other numbers of it than told, or one is not finite.
   */
  add(inputs: Float32Array, outputs: Float32Array): void {
    if (inputs.length !== this.#inputs || outputs.length !== this.#outputs)
      throw expected(
        `${this.#inputs} inputs and ${this.#outputs} outputs`,
        `example ${this.#count}`,
        `${inputs.length} and ${outputs.length}`,
      );
    let broken = 0;
    for (let i = 0; i < inputs.length; i++) broken += 0 * inputs[i]!;
    for (let i = 0; i < outputs.length; i++) broken += 0 * outputs[i]!;
    if (broken !== 0)
      throw expected("finite numbers", `example ${this.#count}`, broken);
    const waiting = this.#waiting;
    const at = this.#count % BLOCK;
    for (let i = 0; i < inputs.length; i++)
      waiting[i * BLOCK + at] = inputs[i]!;
    waiting[inputs.length * BLOCK + at] = 1;
    const first = inputs.length + 1;
    for (let i = 0; i < outputs.length; i++)
      waiting[(first + i) * BLOCK + at] = outputs[i]!;
    this.#count++;
    if (this.#count % BLOCK === 0) this.#addUp();
  }

  /**
   * The weights that err least on the examples so far; more may be added afterwards.
   *
   * @param strength - of the penalty, for each example: a positive number.
   * @returns `(inputs + 1) * outputs` numbers: the weights of each input, last the constants.
   * @throws RangeError where there are no examples, or the penalty is too weak for weights to be told.
   */
  solve(strength: number): Float32Array {
    if (this.#count === 0) throw expected("examples", "regression", 0);
    if (!(strength > 0 && strength < Infinity))
      throw expected("a positive number", "strength", strength);
    if (this.#count % BLOCK !== 0) this.#addUp();
    const size = this.#inputs + 1;
    const factor = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      const row = i * this.#size;
      factor.set(this.#products.subarray(row, row + i + 1), i * size);
      if (i < this.#inputs) factor[i * size + i]! += strength * this.#count;
    }
    if (!factorise(factor, size))
      throw expected("a penalty that tells weights", "strength", strength);
    const weights = new Float32Array(size * this.#outputs);
    const wanted = new Float64Array(size);
    for (let k = 0; k < this.#outputs; k++) {
      const row = (size + k) * this.#size;
      wanted.set(this.#products.subarray(row, row + size));
      solveFactorised(factor, size, wanted);
      for (let i = 0; i < size; i++)
        weights[i * this.#outputs + k] = wanted[i]!;
    }
    return weights;
  }

  /** Adds the products of the examples that wait, and lets them go. */
  #addUp(): void {
    const size = this.#size;
    const rows = this.#waiting;
    const products = this.#products;
    for (let i = 0; i < size; i += ROWS) {
      const p = i * BLOCK;
      const q = p + BLOCK;
      for (let j = 0; j < i + ROWS; j += COLUMNS) {
        const r = j * BLOCK;
        const s = r + BLOCK;
        const t = s + BLOCK;
        const u = t + BLOCK;
        let [pr, ps, pt, pu, qr, qs, qt, qu] = [0, 0, 0, 0, 0, 0, 0, 0];
        for (let k = 0; k < BLOCK; k++) {
          const x = rows[p + k]!;
          const y = rows[q + k]!;
          const a = rows[r + k]!;
          const b = rows[s + k]!;
          const c = rows[t + k]!;
          const d = rows[u + k]!;
          pr += x * a;
          ps += x * b;
          pt += x * c;
          pu += x * d;
          qr += y * a;
          qs += y * b;
          qt += y * c;
          qu += y * d;
        }
        const first = i * size + j;
        products[first]! += pr;
        products[first + 1]! += ps;
        products[first + 2]! += pt;
        products[first + 3]! += pu;
        const second = first + size;
        products[second]! += qr;
        products[second + 1]! += qs;
        products[second + 2]! += qt;
        products[second + 3]! += qu;
      }
    }
    rows.fill(0);
  }
}
