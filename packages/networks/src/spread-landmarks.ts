import * as tf from "@tensorflow/tfjs";

/** How landmarks are spread. */
export interface Spread {
  /** Edge of the map in px. */
  readonly size: number;
  /** Standard deviation of the Gaussian in px. */
  readonly sigma: number;
  /** Where it ends, in px from the pixel that is nearest to the landmark. */
  readonly radius: number;
  /** Whether its peak lies on that pixel, not on the landmark. */
  readonly nearest: boolean;
}

/** What every landmark adds to rows and columns: the plane's Gaussian is the product of the two. */
interface Profiles {
  /** `[B, N, 2, S]`: the Gaussian along x and along y. */
  readonly weight: tf.Tensor4D;
  /** The same shape: its derivative by the landmark's x and y. */
  readonly slope: tf.Tensor4D;
}

/**
 * Spreads landmarks' values about their places, the larger values staying; the gradient draws each landmark again and hands it
 * what arrives at the pixels where it stayed.
 *
 * @param places - `[B, N, 2]`: x and y in px of the map.
 * @param values - `[B, N, 3]`: what each writes into the three channels, at least 0.
 * @returns `[B, size, size, 3]`
 */
export function spreadLandmarks(
  places: tf.Tensor3D,
  values: tf.Tensor3D,
  spread: Spread,
): tf.Tensor4D {
  return tf.customGrad<tf.Tensor4D>((...inputs) => {
    const [at, write, save] = inputs as [
      tf.Tensor3D,
      tf.Tensor3D,
      tf.GradSaveFunc,
    ];
    const planes = drawAll(at, write, spread);
    save([at, write, planes]);
    return {
      value: toPixels(planes),
      gradFunc: (dy, saved) => {
        const [at, write, planes] = saved as [
          tf.Tensor3D,
          tf.Tensor3D,
          tf.Tensor3D,
        ];
        return gradients(dy, at, write, planes, spread);
      },
    };
  })(places, values);
}

/** The map as `[B, 3 S, S]`, channel and row by column: so that a landmark is one matrix product, without broadcasting. */
function drawAll(
  places: tf.Tensor3D,
  values: tf.Tensor3D,
  spread: Spread,
): tf.Tensor3D {
  const [B, N] = places.shape;
  const { weight } = profiles(places, spread);
  let planes: tf.Tensor3D = tf.zeros([B, 3 * spread.size, spread.size]);
  for (let k = 0; k < N; k++) {
    const before = planes;
    planes = tf.tidy(() => tf.maximum(before, drawOne(weight, values, k)));
    before.dispose();
  }
  return planes;
}

/** Landmark `k` alone: `[B, 3 S, S]`. */
function drawOne(
  weight: tf.Tensor4D,
  values: tf.Tensor3D,
  k: number,
): tf.Tensor3D {
  const [B, , , S] = weight.shape;
  const across = profileOf(weight, k, 0); // [B, 1, S]
  const down = profileOf(weight, k, 1); // [B, 1, S]
  const written = tf.mul(valueOf(values, k), down); // [B, 3, S]
  return tf.matMul(tf.reshape(written, [B, 3 * S, 1]), across);
}

function gradients(
  dy: tf.Tensor4D,
  places: tf.Tensor3D,
  values: tf.Tensor3D,
  planes: tf.Tensor3D,
  spread: Spread,
): [tf.Tensor3D, tf.Tensor3D] {
  const [B, N] = places.shape;
  const S = spread.size;
  const { weight, slope } = profiles(places, spread);
  const nothing = tf.zerosLike(planes);
  let left = toPlanes(dy);
  const ofPlaces: tf.Tensor3D[] = [];
  const ofValues: tf.Tensor3D[] = [];
  for (let k = 0; k < N; k++) {
    const before = left;
    const [place, value, rest] = tf.tidy(() => {
      // What the landmark drew is found again bit for bit: the same products in the same order.
      const stayed = tf.greaterEqual(drawOne(weight, values, k), planes);
      const taken: tf.Tensor3D = tf.where(stayed, before, nothing);
      const [across, down] = [profileOf(weight, k, 0), profileOf(weight, k, 1)];
      const columns = tf.concat([across, profileOf(slope, k, 0)], 1); // [B, 2, S]
      const rows = tf.reshape(tf.matMul(taken, columns, false, true), [
        B,
        3,
        S,
        2,
      ]);
      const [byWeight, bySlope] = tf.unstack(rows, 3) as [tf.Tensor, tf.Tensor]; // [B, 3, S]
      const channels = valueOf(values, k); // [B, 3, 1]
      const along = (part: tf.Tensor, profile: tf.Tensor) =>
        tf.sum(tf.mul(part, profile), 2, true); // [B, 3, 1]
      const total = (part: tf.Tensor) =>
        tf.sum(tf.mul(part, channels), 1, true); // [B, 1, 1]
      return [
        tf.concat(
          [
            total(along(bySlope, down)),
            total(along(byWeight, profileOf(slope, k, 1))),
          ],
          2,
        ),
        tf.reshape(along(byWeight, down), [B, 1, 3]),
        tf.sub(before, taken),
      ] as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D];
    });
    left = rest;
    before.dispose();
    ofPlaces.push(place);
    ofValues.push(value);
  }
  return [tf.concat(ofPlaces, 1), tf.concat(ofValues, 1)];
}

function profiles(
  places: tf.Tensor3D,
  { size, sigma, radius, nearest }: Spread,
): Profiles {
  return tf.tidy(() => {
    const place = tf.expandDims(places, 3); // [B, N, 2, 1]
    // As Math.round does; tf.round takes halves to the even number.
    const pixel = tf.floor(tf.add(place, 0.5));
    const pixels = tf.range(0, size); // [S]
    const inside = tf.cast(
      tf.lessEqual(tf.abs(tf.sub(pixels, pixel)), radius),
      "float32",
    );
    const offset = tf.sub(pixels, nearest ? pixel : place); // [B, N, 2, S]
    const weight = tf.mul(
      inside,
      tf.exp(tf.mul(tf.square(offset), -0.5 / sigma ** 2)),
    ) as tf.Tensor4D;
    const slope = tf.mul(weight, tf.div(offset, sigma ** 2)) as tf.Tensor4D;
    return { weight, slope };
  });
}

/** `[B, 1, S]`: a profile of landmark `k` along x (0) or y (1). */
function profileOf(profiles: tf.Tensor4D, k: number, axis: 0 | 1): tf.Tensor3D {
  const [B, , , S] = profiles.shape;
  return tf.reshape(tf.slice(profiles, [0, k, axis, 0], [B, 1, 1, S]), [
    B,
    1,
    S,
  ]);
}

/** `[B, 3, 1]`: what landmark `k` writes. */
function valueOf(values: tf.Tensor3D, k: number): tf.Tensor3D {
  const [B] = values.shape;
  return tf.reshape(tf.slice(values, [0, k, 0], [B, 1, 3]), [B, 3, 1]);
}

/** `[B, 3 S, S]` to `[B, S, S, 3]`. */
function toPixels(planes: tf.Tensor3D): tf.Tensor4D {
  const [B, , S] = planes.shape;
  return tf.transpose(tf.reshape(planes, [B, 3, S, S]), [0, 2, 3, 1]);
}

/** `[B, S, S, 3]` to `[B, 3 S, S]`. */
function toPlanes(pixels: tf.Tensor4D): tf.Tensor3D {
  const [B, S] = pixels.shape;
  return tf.reshape(tf.transpose(pixels, [0, 3, 1, 2]), [B, 3 * S, S]);
}
