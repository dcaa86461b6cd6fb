/**
 * For each vertex the neighbour from which its values are predicted: the neighbour of lowest index, if that is below its own,
 * else the vertex before it. Writer and reader derive it alike from the triangles, so it takes no room in a file.
 *
 * @param triangles - `3 T` vertex indices.
 * @param vertexCount - number of vertices.
 * @returns `vertexCount` indices, each below its own place; -1 for the first vertex.
 */
export function predictors(
  triangles: Uint32Array,
  vertexCount: number,
): Int32Array {
  const lowest = Int32Array.from(
    { length: vertexCount },
    (_, vertex) => vertex,
  );
  for (let i = 0; i < triangles.length; i += 3) {
    const corners = triangles.subarray(i, i + 3);
    const first = Math.min(...corners);
    for (const corner of corners)
      if (first < (lowest[corner] as number)) lowest[corner] = first;
  }
  return lowest.map((other, vertex) => (other < vertex ? other : vertex - 1));
}

/**
 * Rounds values to whole steps and keeps of each only what differs from its predictor's.
 *
 * @param values - `size` numbers a vertex.
 * @param size - numbers a vertex.
 * @param step - size of a step.
 * @param from - result of {@link predictors}.
 * @returns as many integers as `values`.
 */
export function toDifferences(
  values: Float32Array,
  size: number,
  step: number,
  from: Int32Array,
): Int32Array {
  const whole = Int32Array.from(values, (value) => Math.round(value / step));
  const differences = whole.slice();
  for (let vertex = 1; vertex < from.length; vertex++)
    for (let i = 0; i < size; i++)
      differences[vertex * size + i] =
        (whole[vertex * size + i] as number) -
        (whole[(from[vertex] as number) * size + i] as number);
  return differences;
}

/**
 * The values whose differences these are, exact to half a step; inverse of {@link toDifferences}.
 *
 * @param differences - `size` integers a vertex.
 * @param size - numbers a vertex.
 * @param step - size of a step.
 * @param from - result of {@link predictors}.
 * @param out - array to write into, as long as `differences`.
 * @returns `out`
 */
export function fromDifferences(
  differences: Int32Array,
  size: number,
  step: number,
  from: Int32Array,
  out: Float32Array,
): Float32Array {
  const whole = differences.slice();
  for (let vertex = 1; vertex < from.length; vertex++)
    for (let i = 0; i < size; i++)
      whole[vertex * size + i] =
        (whole[vertex * size + i] as number) +
        (whole[(from[vertex] as number) * size + i] as number);
  for (let i = 0; i < whole.length; i++) out[i] = (whole[i] as number) * step;
  return out;
}
