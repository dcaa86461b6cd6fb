import { tightBox, type Box } from "@fdhm/landmarks";

/**
 * The smallest box around the landmarks whose place is known: sets that do not mark hidden points have NaN for them.
 *
 * @param landmarks - xyz triples in px.
 * @throws RangeError where fewer than two are known, or they span no area.
 */
export function knownBox(landmarks: Float32Array): Box {
  const known: number[] = [];
  for (let i = 0; i < landmarks.length; i += 3) {
    const [x, y] = [landmarks[i]!, landmarks[i + 1]!];
    if (!Number.isNaN(x + y)) known.push(x, y);
  }
  return tightBox(known, 2);
}
