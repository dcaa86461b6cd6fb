/** 68 points in a box of 10 x 10 px, moved by `dx` px. */
export function squareFace(dx = 0): Float32Array {
  const points = new Float32Array(204).fill(NaN);
  for (let k = 0; k < 68; k++)
    points.set([(k === 1 ? 10 : k % 10) + dx, k === 1 ? 10 : k % 7], 3 * k);
  return points;
}

/** Such faces at these yaws, in degrees, whose second labels lie half a pixel to the right. */
export function squareFaces(yaws: readonly number[]) {
  return yaws.map((yaw, i) => ({
    name: `face ${i}`,
    yaw: (yaw * Math.PI) / 180,
    box: { x: 0, y: 0, width: 10, height: 10 },
    official: squareFace(),
    reannotated: squareFace(0.5),
    readPicture: () => Promise.reject(new Error("not looked at")),
  }));
}
