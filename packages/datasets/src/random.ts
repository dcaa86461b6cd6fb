import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { expected } from "@fdhm/errors";

/** A stream of random numbers; whoever needs chance is handed one. */
export interface Random {
  /** The next number of an even distribution over [0, 1), a multiple of 2^-32. */
  uniform(): number;
  /** The next number of a normal distribution with mean 0 and deviation 1. */
  normal(): number;
}

const GOLDEN = 0x9e3779b9;

/** MurmurHash3's 32-bit finaliser: every bit of the input reaches every bit of the output. */
function mix(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}

/** Hashes the numbers in their order to one word; `salt` makes the four words of a state differ. */
function hash(numbers: readonly number[], salt: number): number {
  let word = mix(salt);
  for (const number of numbers) {
    word = mix((word + GOLDEN) ^ number);
    word = mix((word + GOLDEN) ^ Math.floor(number / 2 ** 32));
  }
  return word;
}

/**
 * A generator (xoroshiro128+) whose numbers follow from `seed` and `stream` alone.
 *
 * The stream names what the numbers are for: `createRandom(seed, epoch, index)` gives each sample of each epoch its own
 * generator, whatever was drawn before and in whichever worker. A resumed run therefore draws the numbers that the
 * uninterrupted one would have drawn, and no generator's state has to be stored with a checkpoint.
 *
 * @param seed - whole number from -2^53 to 2^53.
 * @param stream - whole numbers in the same range; their order counts, and so does how many there are.
 * @throws RangeError where one is not a whole number.
 */
export function createRandom(
  seed: number,
  ...stream: readonly number[]
): Random {
  const numbers = [seed, ...stream];
  for (const number of numbers)
    if (!Number.isSafeInteger(number))
      throw expected("whole numbers", "seed and stream", numbers);
  const words = [1, 2, 3, 4].map((salt) => hash(numbers, salt * GOLDEN));
  // All zeros is the one state that the generator cannot leave.
  if (!words.some((word) => word !== 0)) words[0] = 1;
  const generator = xoroshiro128plusFromState(words);
  let spare: number | undefined;

  const uniform = (): number => (generator.next() >>> 0) * 2 ** -32;

  /** Marsaglia's polar method, which makes two numbers at a time. */
  const normal = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = v * factor;
      return u * factor;
    }
  };

  return { uniform, normal };
}

/** An even draw from [low, high). */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

/**
 * One of the entries, each with a chance in proportion to its weight.
 *
 * @param entries - `[entry, weight]`, weights 0 or more and not all 0.
 * @throws RangeError where no weight is positive.
 */
export function pick<T>(
  random: Random,
  entries: readonly (readonly [T, number])[],
): T {
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  if (!(total > 0)) throw expected("a positive sum", "weights", total);
  let left = random.uniform() * total;
  for (const [entry, weight] of entries) {
    left -= weight;
    if (left < 0) return entry;
  }
  // Rounding can leave a crumb behind the last entry.
  return entries.findLast(([, weight]) => weight > 0)![0];
}
