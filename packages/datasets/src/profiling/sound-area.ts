import type { Picture } from "@fdhm/landmarks";

/** A part of a picture in whole px: columns from `left` to before `right`, rows from `top` to before `bottom`. */
export interface Area {
  /** First column. */
  readonly left: number;
  /** First row. */
  readonly top: number;
  /** Column after the last. */
  readonly right: number;
  /** Row after the last. */
  readonly bottom: number;
}

/** Bytes up to this are black: JPEG leaves noise in what was. */
const BLACK = 20;
/** Share of a border's line that is black. */
const ENOUGH = 0.97;
/** Lines that go with a border: decoding and resizing mixed them with it. */
const SMEARED = 2;

/**
 * The picture without the black borders of crops that reached beyond their photograph. What lies in `kept` is never
 * taken for a border, however dark the photograph is.
 */
export function soundArea(
  { data, width, height, channels }: Picture,
  kept: Area,
): Area {
  const black = (column: number, row: number): boolean => {
    const at = (row * width + column) * channels;
    return Math.max(data[at]!, data[at + 1]!, data[at + 2]!) <= BLACK;
  };
  const blackRow = (row: number): boolean => {
    let count = 0;
    for (let x = 0; x < width; x++) if (black(x, row)) count++;
    return count >= ENOUGH * width;
  };
  let top = 0;
  while (top < kept.top && blackRow(top)) top++;
  let bottom = height;
  while (bottom > kept.bottom && blackRow(bottom - 1)) bottom--;
  // Columns by the rows that are left: those above and below are black anyway.
  const blackColumn = (column: number): boolean => {
    let count = 0;
    for (let y = top; y < bottom; y++) if (black(column, y)) count++;
    return count >= ENOUGH * (bottom - top);
  };
  let left = 0;
  while (left < kept.left && blackColumn(left)) left++;
  let right = width;
  while (right > kept.right && blackColumn(right - 1)) right--;
  return {
    left: left === 0 ? 0 : left + SMEARED,
    top: top === 0 ? 0 : top + SMEARED,
    right: right === width ? width : right - SMEARED,
    bottom: bottom === height ? height : bottom - SMEARED,
  };
}
