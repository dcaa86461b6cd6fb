/**
 * Paeth's predictor (PNG specification, section 9.4): of a sample's three neighbours, the one nearest to
 * `left + above - corner`; ties go to the left one, then to the one above.
 */
export function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const toLeft = Math.abs(guess - left);
  const toAbove = Math.abs(guess - above);
  const toCorner = Math.abs(guess - corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
