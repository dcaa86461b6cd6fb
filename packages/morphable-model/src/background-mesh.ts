import { expected } from "@fdhm/errors";
import Delaunator from "delaunator";
import { isSeen } from "./picture-visibility.ts";
import { checkMesh, type RasterMesh } from "./raster-mesh.ts";
import { createRasterTarget } from "./raster-target.ts";
import { rasterise } from "./rasterise.ts";
import { vertexNormals } from "./vertex-normals.ts";
import {
  project,
  unproject,
  type WeakPerspective,
} from "./weak-perspective.ts";

/** A photograph as a surface with depth: one sheet, without a hole, from edge to edge. */
export interface BackgroundMesh {
  /** xyz triples in picture px, `3 N` numbers: first those of the face, then the anchors about it. */
  readonly vertices: Float32Array;
  /** `3 T` vertex indices, counter-clockwise when seen from the camera. */
  readonly triangles: Uint32Array;
  /** Where each vertex lies in the photograph, in 0 to 1, v down: `2 N` numbers. */
  readonly uv: Float32Array;
  /** How much each vertex turns with the head, N numbers: 1 on the face, 0 on the picture's edge. */
  readonly rigidity: Float32Array;
  /** The model's vertex of each of the first vertices: those that the photograph shows. */
  readonly faceVertices: Uint32Array;
}

/** Rings of anchors about the head: how much larger than its outline, and how far they follow it. */
const RINGS = [
  { size: 1.12, rigidity: 0.85 },
  { size: 1.3, rigidity: 0.5 },
  { size: 1.6, rigidity: 0.2 },
] as const;
/** Anchors along each edge of the picture. */
const EDGE_ANCHORS = 8;
/** Anchors of the rings keep away from the picture's edge, px: slivers there would fold. */
const MARGIN = 2;

/**
 * Gives a photograph depth so that the head in it can be turned: "face profiling", section 4 of Zhu et al., "Face alignment
 * across large poses: a 3D solution", CVPR 2016, after their "High-fidelity pose and expression normalization", CVPR 2015, with which
 * 300W-LP was made. The vertices that the photograph shows keep their depth; about them lie rings of anchors whose depth goes from
 * the outline's over to its mean; all are joined by a Delaunay triangulation.
 *
 * Unlike theirs the picture's edge stays where it is, and the rings follow the head by degrees. So the sheet covers every pixel in any
 * pose, and nothing has to be moved back afterwards.
 *
 * @param mesh - the fitted face: vertices as `project` gives them, the model's triangles.
 * @param width - of the picture in px.
 * @param height - of the picture in px.
 * @throws RangeError where the mesh or an edge is wrong, or the picture shows less than three vertices.
 */
export function backgroundMesh(
  mesh: Pick<RasterMesh, "vertices" | "triangles">,
  width: number,
  height: number,
): BackgroundMesh {
  checkMesh(mesh);
  const faceVertices = seenVertices(mesh, width, height);
  if (faceVertices.length < 3)
    throw expected(
      "at least three vertices that the picture shows",
      "mesh",
      new Error(`${faceVertices.length}`),
    );
  const vertices: number[] = [];
  for (const vertex of faceVertices)
    vertices.push(...mesh.vertices.subarray(3 * vertex, 3 * vertex + 3));
  const rigidity = new Array<number>(faceVertices.length).fill(1);

  const outline = outlineOf(vertices);
  const [x, y, z] = [0, 1, 2].map(
    (axis) => outline.reduce((sum, p) => sum + p[axis]!, 0) / outline.length,
  ) as [number, number, number];
  for (const ring of RINGS)
    for (const [px, py, pz] of outline) {
      const anchorX = x + ring.size * (px - x);
      const anchorY = y + ring.size * (py - y);
      if (
        Math.min(anchorX, anchorY) < MARGIN ||
        anchorX > width - 1 - MARGIN ||
        anchorY > height - 1 - MARGIN
      )
        continue;
      vertices.push(anchorX, anchorY, z + ring.rigidity * (pz - z));
      rigidity.push(ring.rigidity);
    }
  for (const [edgeX, edgeY] of edgeAnchors(width, height)) {
    vertices.push(edgeX, edgeY, z);
    rigidity.push(0);
  }

  const sheet = new Float32Array(vertices);
  return {
    vertices: sheet,
    triangles: triangulate(sheet),
    uv: photographCoordinates(sheet, width, height),
    rigidity: new Float32Array(rigidity),
    faceVertices,
  };
}

/**
 * Turns the head of a photograph: what is on the face moves as `project` tells, what lies about it follows by its rigidity.
 *
 * @param mesh - the photograph as a surface.
 * @param from - the pose in which the face was fitted.
 * @param to - the pose wanted. Turned further away from the camera than it was, a face shows what the photograph shows; turned
 *   towards it, it shows sides that the photograph does not know, stretched.
 * @returns xyz triples in picture px in place of `mesh.vertices`.
 * @throws RangeError where a pose is not finite with a positive scale.
 */
export function turnBackgroundMesh(
  { vertices, rigidity }: BackgroundMesh,
  from: WeakPerspective,
  to: WeakPerspective,
): Float32Array {
  const turned = project(unproject(vertices, from), to);
  for (let i = 0; i < turned.length; i++) {
    const share = rigidity[Math.floor(i / 3)]!;
    // Exactly what they were at the picture's edge, whatever is rounded elsewhere.
    turned[i] = share * turned[i]! + (1 - share) * vertices[i]!;
  }
  return turned;
}

function seenVertices(
  mesh: Pick<RasterMesh, "vertices" | "triangles">,
  width: number,
  height: number,
): Uint32Array {
  const { vertices, triangles } = mesh;
  const target = createRasterTarget(width, height);
  rasterise({ vertices, triangles }, target);
  const upright = vertices.map((value, i) => (i % 3 === 1 ? -value : value));
  const normals = vertexNormals(upright, triangles);
  const seen: number[] = [];
  for (let i = 0; i < vertices.length; i += 3)
    if (
      isSeen(target, {
        x: vertices[i]!,
        y: vertices[i + 1]!,
        z: vertices[i + 2]!,
        facing: normals[i + 2]!,
      })
    )
      seen.push(i / 3);
  return new Uint32Array(seen);
}

/** The convex hull of what the picture shows of the head. */
function outlineOf(
  vertices: readonly number[],
): (readonly [x: number, y: number, z: number])[] {
  const { hull } = new Delaunator(planeOf(vertices));
  return Array.from(
    hull,
    (i) =>
      [vertices[3 * i]!, vertices[3 * i + 1]!, vertices[3 * i + 2]!] as const,
  );
}

/** Points on the outer edge of the outermost pixels. */
function edgeAnchors(width: number, height: number): [number, number][] {
  const anchors: [number, number][] = [];
  for (let i = 0; i < EDGE_ANCHORS; i++) {
    const x = -0.5 + (width * i) / EDGE_ANCHORS;
    const y = -0.5 + (height * i) / EDGE_ANCHORS;
    anchors.push(
      [x, -0.5],
      [width - 0.5, y],
      [width - 1 - x, height - 0.5],
      [-0.5, height - 1 - y],
    );
  }
  return anchors;
}

/** Delaunay's triangles, turned so that the camera sees their front. */
function triangulate(vertices: Float32Array): Uint32Array {
  const { triangles } = new Delaunator(planeOf(vertices));
  const out = new Uint32Array(triangles.length);
  for (let t = 0; t < out.length; t += 3) {
    const [a, b, c] = triangles.subarray(t, t + 3) as unknown as [
      number,
      number,
      number,
    ];
    const x = (i: number) => vertices[3 * i]! - vertices[3 * a]!;
    const y = (i: number) => vertices[3 * i + 1]! - vertices[3 * a + 1]!;
    const away = x(b) * y(c) - y(b) * x(c) > 0;
    out.set(away ? [a, c, b] : [a, b, c], t);
  }
  return out;
}

function planeOf(vertices: ArrayLike<number>): Float64Array {
  return Float64Array.from(
    { length: (vertices.length / 3) * 2 },
    (_, i) => vertices[3 * (i >> 1) + (i & 1)]!,
  );
}

function photographCoordinates(
  vertices: Float32Array,
  width: number,
  height: number,
): Float32Array {
  const uv = new Float32Array((vertices.length / 3) * 2);
  for (let i = 0, j = 0; i < vertices.length; i += 3) {
    uv[j++] = (vertices[i]! + 0.5) / width;
    uv[j++] = (vertices[i + 1]! + 0.5) / height;
  }
  return uv;
}
