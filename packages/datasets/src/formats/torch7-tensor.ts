import { expected, type Place } from "@fdhm/errors";
import {
  createNumbers,
  type Torch7Kind,
  type Torch7Numbers,
} from "./torch7-source.ts";

/** A tensor, or a bare storage, which is a tensor of one dimension. */
export interface Torch7Array {
  /** `"torch.FloatTensor"` and the like. */
  readonly className: string;
  /** Length along each dimension; empty where the tensor is. */
  readonly shape: readonly number[];
  /** The numbers with the last dimension running fastest, whatever the strides in the file; 64-bit integers are doubles. */
  readonly data: Torch7Numbers;
}

/** How a tensor lies in its storage. */
export interface TensorLayout {
  /** `"torch.FloatTensor"` and the like. */
  readonly className: string;
  /** Type of its numbers. */
  readonly kind: Torch7Kind;
  /** Length along each dimension. */
  readonly shape: readonly number[];
  /** Steps in the storage from one to the next along each dimension; 0 repeats. */
  readonly strides: readonly number[];
  /** Where in the storage the first number is, from 0. */
  readonly offset: number;
}

/** More numbers than any label has; a tensor that repeats (stride 0) may ask for any amount. */
const MOST = 2 ** 27;

/**
 * Takes a tensor's numbers out of its storage, in the order of its dimensions.
 *
 * @param storage - absent for an empty tensor.
 * @param place - of the tensor, for error sentences.
 * @throws RangeError where a size, stride or offset leads out of the storage, or there are more than 2^27 numbers.
 */
export function gather(
  layout: TensorLayout,
  storage: Torch7Numbers | undefined,
  place: Place,
): Torch7Array {
  const { className, kind, shape, strides, offset } = layout;
  const wrong = [...shape, ...strides].find((value) => value < 0);
  if (wrong !== undefined)
    throw expected(
      "0 or more",
      `sizes and strides of a ${className}`,
      wrong,
      place,
    );
  const count =
    shape.length === 0 ? 0 : shape.reduce((all, edge) => all * edge, 1);
  if (count > MOST)
    throw expected(`at most ${MOST} numbers`, className, count, place);
  const numbers = storage ?? createNumbers(kind, 0);
  const last =
    count === 0
      ? -1
      : shape.reduce(
          (at, edge, axis) => at + (edge - 1) * strides[axis]!,
          offset,
        );
  if (count > 0 && (offset < 0 || last >= numbers.length))
    throw expected(
      `a storage of ${last + 1} numbers`,
      className,
      numbers.length,
      place,
    );
  const data = createNumbers(kind, count);
  for (let i = 0; i < count; i++) {
    let at = offset;
    for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
      at += (rest % shape[axis]!) * strides[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    data[i] = numbers[at]!;
  }
  return { className, shape, data };
}
