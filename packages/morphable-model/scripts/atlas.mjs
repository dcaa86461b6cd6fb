/**
 * One texture for everything: where each part of MakeHuman's pictures goes. Rectangles are [x, y, width, height] in pixels; sources
 * are 512 x 512. The head keeps its size; mouth, eyelids' rims and eyes are reduced.
 */
export const ATLAS_WIDTH = 188;
export const ATLAS_HEIGHT = 400;

export const CHARTS = {
  head: { source: [325, 90, 187, 348], place: [0, 0, 187, 348] },
  mouth: { source: [386, 440, 90, 68], place: [0, 350, 60, 45] },
  sockets: { source: [4, 186, 76, 48], place: [62, 352, 56, 36] },
  /** Of the picture of an eye. */
  eyeball: { source: [10, 218, 282, 282], place: [130, 350, 50, 50] },
  teeth: { source: [0, 0, 512, 512], place: [119, 388, 10, 10] },
};

/**
 * The chart of the body's texture in which a face lies; the neck's has no place in the atlas.
 *
 * @param {[number, number][]} uv - texture coordinates of its corners, v up.
 */
export function chartOf(uv) {
  const [u, v] = uv[0];
  if (v > 0.83) return "neck";
  if (v < 0.14) return "mouth";
  return u < 0.2 ? "sockets" : "head";
}

/**
 * From a source picture's coordinates to the atlas's.
 *
 * @param {keyof typeof CHARTS} chart
 * @param {[number, number]} uv - in the source, v up.
 * @returns {[number, number]} in the atlas, v down.
 */
export function toAtlas(chart, [u, v]) {
  const { source, place } = CHARTS[chart];
  const x = place[0] + ((u * 512 - source[0]) / source[2]) * place[2];
  const y = place[1] + (((1 - v) * 512 - source[1]) / source[3]) * place[3];
  return [x / ATLAS_WIDTH, y / ATLAS_HEIGHT];
}
