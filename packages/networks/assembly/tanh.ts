/**
 * Hyperbolic tangent and its gradient, four at a time; sizes are multiples of four.
 */

function horner(sum: v128, x: v128, coefficient: f32): v128 {
  return f32x4.add(f32x4.mul(sum, x), f32x4.splat(coefficient));
}

/**
 * y = tanh x, by the rational function of degree 13/6 on |x| <= 7.9053 that Eigen uses (`generic_fast_tanh_float`); its
 * error is a few units in the last place, and beyond that bound tanh x rounds to 1.
 *
 * @param size - in floats, a multiple of 4
 */
export function tanhForward(x: usize, y: usize, size: i32): void {
  const bound = f32x4.splat(7.90531110763549805);
  const end = x + ((<usize>size) << 2);
  for (; x < end; x += 16, y += 16) {
    const u = f32x4.pmax(f32x4.neg(bound), f32x4.pmin(bound, v128.load(x)));
    const square = f32x4.mul(u, u);
    let top = f32x4.splat(-2.76076847742355e-16);
    top = horner(top, square, 2.00018790482477e-13);
    top = horner(top, square, -8.60467152213735e-11);
    top = horner(top, square, 5.12229709037114e-8);
    top = horner(top, square, 1.48572235717979e-5);
    top = horner(top, square, 6.37261928875436e-4);
    top = horner(top, square, 4.89352455891786e-3);
    let bottom = f32x4.splat(1.19825839466702e-6);
    bottom = horner(bottom, square, 1.18534705686654e-4);
    bottom = horner(bottom, square, 2.268434632439e-3);
    bottom = horner(bottom, square, 4.89352518554385e-3);
    v128.store(y, f32x4.div(f32x4.mul(u, top), bottom));
  }
}

/**
 * dx = dy (1 - y^2)
 *
 * @param size - in floats, a multiple of 4
 */
export function tanhGradient(dy: usize, y: usize, dx: usize, size: i32): void {
  const one = f32x4.splat(1);
  const end = dy + ((<usize>size) << 2);
  for (; dy < end; dy += 16, y += 16, dx += 16) {
    const value = v128.load(y);
    v128.store(
      dx,
      f32x4.mul(v128.load(dy), f32x4.sub(one, f32x4.mul(value, value))),
    );
  }
}
