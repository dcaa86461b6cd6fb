import { expected } from "@fdhm/errors";

/** Where the Gaussian ends, in standard deviations: `exp(-4^2 / 2) = 0.00034` of the peak is the most that is left out. */
const REACH = 4;

/**
 * How far from its peak the Gaussian is drawn: 4 standard deviations, rounded up to whole pixels.
 *
 * @param sigma - standard deviation in px, 1 as in the paper where absent.
 * @throws RangeError where sigma is not positive.
 */
export function gaussianRadius(sigma = 1): number {
  if (!(sigma > 0) || !Number.isFinite(sigma))
    throw expected("a positive number of px", "sigma", sigma);
  return Math.ceil(REACH * sigma);
}

/**
 * A Gaussian that is 1 at its peak, sampled at whole pixels on both sides out to its radius. The plane's Gaussian is the
 * product of two of them.
 *
 * @param sigma - standard deviation in px, 1 as in the paper where absent.
 * @returns `2 r + 1` numbers, the peak in the middle.
 * @throws RangeError where sigma is not positive.
 */
export function gaussianProfile(sigma = 1): Float64Array {
  const radius = gaussianRadius(sigma);
  const profile = new Float64Array(2 * radius + 1);
  for (let i = 0; i < profile.length; i++)
    profile[i] = Math.exp(-0.5 * ((i - radius) / sigma) ** 2);
  return profile;
}
