/** A rod with round ends, seen from the front. */
export interface Capsule {
  /** One end of its axis, px. */
  readonly from: readonly [number, number];
  /** The other end. */
  readonly to: readonly [number, number];
  /** px. */
  readonly radius: number;
  /** How much nearer to the viewer its axis lies than that of others, px. */
  readonly lift: number;
}

/** How capsules are lit. */
export interface CapsuleLight {
  /** Colour where the light falls straight on, red green blue, 0 to 255. */
  readonly colour: readonly [number, number, number];
  /** Unit vector towards the light: x right, y down, z to the viewer. */
  readonly direction: readonly [number, number, number];
  /** Brightness where no light falls, over that where it falls straight on. */
  readonly ambient: number;
}

/**
 * Paints capsules, in place, each shaded as a round rod; where several lie over one another the nearest surface is
 * seen. Edges are smooth to a pixel.
 *
 * @param pixels - `size * size * 3` numbers from 0 to 255, NHWC.
 */
export function paintCapsules(
  pixels: Float32Array,
  size: number,
  capsules: readonly Capsule[],
  { colour, direction: [lx, ly, lz], ambient }: CapsuleLight,
): void {
  const height = new Float32Array(size * size).fill(-Infinity);
  const cover = new Float32Array(size * size);
  const shade = new Float32Array(size * size);
  let [left, top, right, bottom] = [size, size, -1, -1];
  for (const { from, to, radius, lift } of capsules) {
    const [ax, ay] = from;
    const dx = to[0] - ax;
    const dy = to[1] - ay;
    const scale = 1 / Math.max(1e-9, dx * dx + dy * dy);
    const [x0, x1] = span(from[0], to[0], radius, size);
    const [y0, y1] = span(from[1], to[1], radius, size);
    left = Math.min(left, x0);
    right = Math.max(right, x1);
    top = Math.min(top, y0);
    bottom = Math.max(bottom, y1);
    for (let y = y0; y <= y1; y++)
      for (let x = x0; x <= x1; x++) {
        const along = scale * ((x - ax) * dx + (y - ay) * dy);
        const t = along < 0 ? 0 : along > 1 ? 1 : along;
        const u = x - ax - t * dx;
        const v = y - ay - t * dy;
        const distance = Math.sqrt(u * u + v * v);
        if (distance >= radius + 0.5) continue;
        const at = y * size + x;
        cover[at] = Math.max(cover[at]!, Math.min(1, radius + 0.5 - distance));
        const rise = Math.sqrt(Math.max(0, radius * radius - distance ** 2));
        if (lift + rise <= height[at]!) continue;
        height[at] = lift + rise;
        const facing = (lx * u + ly * v + lz * rise) / radius;
        shade[at] = ambient + (1 - ambient) * Math.max(0, facing);
      }
  }
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const at = y * size + x;
      const opacity = cover[at]!;
      if (opacity === 0) continue;
      for (let c = 0; c < 3; c++) {
        const painted = Math.min(255, colour[c]! * shade[at]!);
        const before = pixels[3 * at + c]!;
        pixels[3 * at + c] = before + opacity * (painted - before);
      }
    }
}

/** First and last pixel of a rod along one axis. */
function span(
  a: number,
  b: number,
  radius: number,
  size: number,
): [number, number] {
  return [
    Math.max(0, Math.floor(Math.min(a, b) - radius)),
    Math.min(size - 1, Math.ceil(Math.max(a, b) + radius)),
  ];
}
