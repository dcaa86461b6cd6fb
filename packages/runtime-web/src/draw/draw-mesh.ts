import { expected } from "@fdhm/errors";
import { type DrawContext, extent, PIXEL_CENTRE } from "./draw-context.ts";
import { frontTriangles } from "./front-triangles.ts";

/** Options of {@link drawMesh}. */
export interface MeshOptions {
  /** Lines along the triangles' edges, or surfaces in flat light; "shaded" by default. */
  readonly style?: "wireframe" | "shaded";
  /** Red, green and blue of the lines, or of a surface that faces the light, 0 to 255; a pale blue by default. */
  readonly colour?: readonly [red: number, green: number, blue: number];
  /** Width of a wireframe's lines in px; 0.5 by default. */
  readonly width?: number;
}

const COLOUR = [190, 214, 240] as const;

/** Towards the light, in the picture's axes: x right, y down, z to the camera; a unit vector. */
const LIGHT = [-0.36, -0.48, 0.8] as const;

/** Brightness of what the light does not reach. */
const AMBIENT = 0.3;

/** Shades between black and the colour: enough to look smooth, few enough to keep their names. */
const SHADES = 128;

/**
 * Draws the triangles of a surface that are turned to the camera, the furthest first, so that nearer ones cover them.
 *
 * Surfaces are opaque: for a mesh that the picture shines through, set `context.globalAlpha`, or draw on a canvas of its own.
 * A wireframe covers nothing: of a whole head it shows what lies inside the mouth, too.
 *
 * @param vertices - xyz triples in picture px, y down, z to the camera from anywhere, `3 V` numbers.
 * @param triangles - `3 T` vertex indices, counter-clockwise when seen from outside.
 * @throws RangeError where a length is wrong, an index has no vertex, a coordinate that is drawn is not finite, or an option
 *   is out of range.
 */
export function drawMesh(
  context: DrawContext,
  vertices: Float32Array,
  triangles: Uint32Array,
  { style = "shaded", colour = COLOUR, width }: MeshOptions = {},
): void {
  if (style !== "wireframe" && style !== "shaded")
    throw expected(`"wireframe" or "shaded"`, "style", style);
  if (
    colour.length !== 3 ||
    !colour.every((value) => value >= 0 && value <= 255)
  )
    throw expected("3 numbers from 0 to 255", "colour", colour);
  const line = extent(width ?? 0.5, 0, 0, "width");
  const drawn = frontTriangles(vertices, triangles);
  context.save();
  context.lineJoin = "round";
  if (style === "wireframe") {
    context.beginPath();
    for (const t of drawn) trace(context, vertices, triangles, t);
    context.lineWidth = line;
    context.strokeStyle = shade(colour, 1);
    context.stroke();
  } else {
    const shades = Array.from({ length: SHADES + 1 }, (_, i) =>
      shade(colour, i / SHADES),
    );
    // As wide as the gap that anti-aliasing leaves between neighbours.
    context.lineWidth = 0.7;
    for (const t of drawn) {
      context.beginPath();
      trace(context, vertices, triangles, t);
      const lit = shades[Math.round(SHADES * light(vertices, triangles, t))]!;
      context.fillStyle = lit;
      context.strokeStyle = lit;
      context.fill();
      context.stroke();
    }
  }
  context.restore();
}

/** @param t - index of the triangle's first corner. */
function trace(
  context: DrawContext,
  vertices: Float32Array,
  triangles: Uint32Array,
  t: number,
): void {
  for (let corner = 0; corner < 3; corner++) {
    const at = 3 * triangles[t + corner]!;
    const x = vertices[at]! + PIXEL_CENTRE;
    const y = vertices[at + 1]! + PIXEL_CENTRE;
    if (corner === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.closePath();
}

/** How brightly a triangle is lit, 0 to 1: Lambert, by its own normal. */
function light(
  vertices: Float32Array,
  triangles: Uint32Array,
  t: number,
): number {
  const a = 3 * triangles[t]!;
  const b = 3 * triangles[t + 1]!;
  const c = 3 * triangles[t + 2]!;
  const ux = vertices[b]! - vertices[a]!;
  const uy = vertices[b + 1]! - vertices[a + 1]!;
  const uz = vertices[b + 2]! - vertices[a + 2]!;
  const vx = vertices[c]! - vertices[a]!;
  const vy = vertices[c + 1]! - vertices[a + 1]!;
  const vz = vertices[c + 2]! - vertices[a + 2]!;
  // v x u: with y down, the picture's axes are left-handed.
  const nx = vy * uz - vz * uy;
  const ny = vz * ux - vx * uz;
  const nz = vx * uy - vy * ux;
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
  const facing = (nx * LIGHT[0] + ny * LIGHT[1] + nz * LIGHT[2]) / length;
  return AMBIENT + (1 - AMBIENT) * Math.max(0, facing);
}

function shade(
  colour: readonly [number, number, number],
  brightness: number,
): string {
  const [red, green, blue] = colour.map((value) =>
    Math.round(value * brightness),
  );
  return `rgb(${red} ${green} ${blue})`;
}
