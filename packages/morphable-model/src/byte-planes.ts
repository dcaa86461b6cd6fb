/**
 * Integers laid out so that deflate finds their order: the sign moves into the lowest bit (0, -1, 1, -2, ... become
 * 0, 1, 2, 3, ...), then all lowest bytes follow one another, then all second bytes, and so on; the planes that are
 * zero throughout are left out.
 *
 * @param values - integers of 32 bits.
 * @returns one byte that tells the number of planes (0 to 4), then the planes, `values.length` bytes each.
 */
export function toBytePlanes(values: Int32Array): Uint8Array {
  let largest = 0;
  for (const value of values) largest |= foldSign(value);
  const planes = Math.ceil((32 - Math.clz32(largest)) / 8);
  const bytes = new Uint8Array(1 + planes * values.length);
  bytes[0] = planes;
  for (let plane = 0; plane < planes; plane++) {
    const start = 1 + plane * values.length;
    for (let i = 0; i < values.length; i++)
      bytes[start + i] = foldSign(values[i] as number) >>> (8 * plane);
  }
  return bytes;
}

/**
 * The integers that {@link toBytePlanes} laid out.
 *
 * @param bytes - buffer that holds them.
 * @param start - where in `bytes` they begin.
 * @param count - how many there are.
 * @returns the integers, and the byte behind them; `undefined` where `bytes` ends before they do or the number of planes
 *   is above 4.
 */
export function fromBytePlanes(
  bytes: Uint8Array,
  start: number,
  count: number,
): { values: Int32Array; end: number } | undefined {
  const planes = bytes[start];
  if (planes === undefined || planes > 4) return undefined;
  const end = start + 1 + planes * count;
  if (end > bytes.length) return undefined;
  const values = new Int32Array(count);
  for (let plane = 0; plane < planes; plane++) {
    const from = start + 1 + plane * count;
    for (let i = 0; i < count; i++)
      values[i] =
        (values[i] as number) | ((bytes[from + i] as number) << (8 * plane));
  }
  for (let i = 0; i < count; i++) {
    const folded = values[i] as number;
    values[i] = (folded >>> 1) ^ -(folded & 1);
  }
  return { values, end };
}

function foldSign(value: number): number {
  return (value << 1) ^ (value >> 31);
}
