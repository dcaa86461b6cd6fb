/** sum + a b, rounded twice: WebAssembly has no fused one. Small enough that the compiler puts it in place. */
export function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}
