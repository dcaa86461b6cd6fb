/** Makes depth relative to the landmarks' mean, as samples have it: subtracts the mean of z, in place. */
export function centreDepth(landmarks: Float32Array): Float32Array {
  let sum = 0;
  for (let i = 2; i < landmarks.length; i += 3) sum += landmarks[i]!;
  const mean = (3 * sum) / landmarks.length;
  for (let i = 2; i < landmarks.length; i += 3) landmarks[i]! -= mean;
  return landmarks;
}
