import { chartOf, toAtlas } from "./atlas.mjs";
import { readFaces } from "./makehuman-data.mjs";

/** Skin below this height (in MakeHuman's unit) is left out: half of the neck stays. */
const LOWEST = 5.6;
/** Eye sockets and throat behind these depths are never seen. */
const DEEPEST_SOCKET = 1.2;
const DEEPEST_MOUTH = 0.75;
/** From the right eye's place in the picture of eyes to the left eye's: both show the same. */
const BETWEEN_EYES = [0.4082, 0.4035];

/**
 * The head cut out of MakeHuman's base mesh: skin from half the neck up, inside of the mouth, eyelids' inner rims, eyeballs and teeth.
 *
 * @param makehuman - result of `readMakeHuman`.
 * @returns `base`: vertex of the base mesh for each vertex of the head (a vertex on a seam of the texture occurs once for each side);
 *   `uv`: `2 V` coordinates in the atlas; `triangles`: `3 T` indices, counter-clockwise from outside.
 */
export async function cutHead(makehuman) {
  const faces = [
    ...skinFaces(makehuman),
    ...(await eyeballFaces(makehuman)),
    ...teethFaces(makehuman),
  ];
  const base = [];
  const uv = [];
  const triangles = [];
  const known = new Map();
  const vertexOf = (corner, place) => {
    const key = `${corner} ${place[0].toFixed(6)} ${place[1].toFixed(6)}`;
    if (!known.has(key)) {
      known.set(key, base.length);
      base.push(corner);
      uv.push(...place);
    }
    return known.get(key);
  };
  for (const face of faces) {
    const corners = face.corners.map((corner, i) =>
      vertexOf(corner, face.uv[i]),
    );
    for (const order of triangulate(face.corners, makehuman.vertices))
      triangles.push(...order.map((i) => corners[i]));
  }
  return {
    base,
    uv: Float32Array.from(uv),
    triangles: Uint32Array.from(triangles),
  };
}

function skinFaces({ vertices, faces }) {
  const within = (corners, axis, least) =>
    corners.every((corner) => vertices[3 * corner + axis] > least);
  return faces
    .filter(
      ({ material, corners }) =>
        material === "body" && within(corners, 1, LOWEST),
    )
    .map((face) => ({ ...face, chart: chartOf(face.uv) }))
    .filter(({ chart, corners }) =>
      chart === "sockets"
        ? within(corners, 2, DEEPEST_SOCKET)
        : chart !== "mouth" || within(corners, 2, DEEPEST_MOUTH),
    )
    .map(({ chart, corners, uv }) => ({
      corners,
      uv: uv.map((place) => toAtlas(chart, place)),
    }));
}

/** MakeHuman's low-poly eyes: their vertices are helper vertices of the base mesh, so the targets move them too. */
async function eyeballFaces({ read }) {
  const proxy = await read("proxies/eyes/Low-Poly/Low-Poly.json");
  return readFaces(proxy.faces, proxy.uvs[0], () => "eye").map(
    ({ corners, uv }) => {
      const left = uv[0][0] + uv[0][1] > 1;
      return {
        corners: corners.map((corner) => proxy.ref_vIdxs[corner][0]),
        uv: uv.map(([u, v]) =>
          toAtlas(
            "eyeball",
            left ? [u - BETWEEN_EYES[0], v - BETWEEN_EYES[1]] : [u, v],
          ),
        ),
      };
    },
  );
}

function teethFaces({ faces }) {
  return faces
    .filter(({ material }) => /^helper-(upper|lower)-teeth$/.test(material))
    .map(({ corners }) => ({
      corners,
      uv: corners.map(() => toAtlas("teeth", [0.5, 0.5])),
    }));
}

/** Quads are split along the shorter diagonal, which keeps the mesh mirror-symmetric. */
function triangulate(corners, vertices) {
  if (corners.length === 3) return [[0, 1, 2]];
  const apart = (a, b) =>
    Math.hypot(
      ...[0, 1, 2].map(
        (axis) =>
          vertices[3 * corners[a] + axis] - vertices[3 * corners[b] + axis],
      ),
    );
  return apart(0, 2) <= apart(1, 3)
    ? [
        [0, 1, 2],
        [0, 2, 3],
      ]
    : [
        [0, 1, 3],
        [1, 2, 3],
      ];
}
