import { chartOf, toAtlas } from "./atlas.mjs";
import { readFaces } from "./makehuman-data.mjs";

/** Skin below this height (in MakeHuman's unit) is left out: half of the neck stays. */
const LOWEST = 5.6;
/** Eye sockets behind this depth are never seen. */
const DEEPEST_SOCKET = 1.2;
/** Rounds of averaging over the neck; more change nothing that is seen. */
const SWEEPS = 400;
/** From the right eye's place in the picture of eyes to the left eye's: both show the same. */
const BETWEEN_EYES = [0.4082, 0.4035];

/**
 * The head cut out of MakeHuman's base mesh: skin from half the neck up, inside of the mouth, eyelids' inner rims, eyeballs and upper teeth
 * (the lower ones come through a receding chin).
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
  const skin = faces
    .filter(
      ({ material, corners }) =>
        material === "body" && within(corners, 1, LOWEST),
    )
    .map((face) => ({ ...face, chart: chartOf(face.uv) }))
    .filter(
      ({ chart, corners }) =>
        chart !== "sockets" || within(corners, 2, DEEPEST_SOCKET),
    );
  const mapped = skin
    .filter(({ chart }) => chart !== "neck")
    .map(({ chart, corners, uv }) => ({
      chart,
      corners,
      uv: uv.map((place) => toAtlas(chart, place)),
    }));
  const neck = skin
    .filter(({ chart }) => chart === "neck")
    .map(({ corners }) => corners);
  const head = mapped.filter(({ chart }) => chart === "head");
  return [...mapped, ...stretchOverNeck(head, neck, vertices)];
}

/**
 * MakeHuman paints the neck with the chest, in another picture than the head: the two would meet in an edge of colour and of light.
 * Instead the head's rim is drawn out over the neck, each vertex in the middle of its neighbours (a harmonic map).
 */
function stretchOverNeck(head, neck, vertices) {
  const onHead = new Map();
  for (const { corners, uv } of head)
    corners.forEach((corner, i) =>
      onHead.set(corner, [...(onHead.get(corner) ?? []), uv[i]]),
    );
  // At the back of the head the texture ends on either side; the right half of the face (x < 0) is its lower one.
  const places = new Map();
  const neighbours = new Map();
  const keys = neck.map((corners) => {
    const right =
      corners.reduce((sum, corner) => sum + vertices[3 * corner], 0) < 0;
    const nodes = corners.map((corner) => {
      const back = vertices[3 * corner] === 0 && vertices[3 * corner + 2] < 0.3;
      const key = back && right ? `${corner} right` : `${corner}`;
      const fixed = onHead
        .get(corner)
        ?.reduce((best, other) =>
          other[1] > best[1] === right ? other : best,
        );
      if (!neighbours.has(key)) {
        neighbours.set(key, fixed === undefined ? new Set() : undefined);
        places.set(key, fixed ?? [0.5, 0.5]);
      }
      return key;
    });
    nodes.forEach((key, i) =>
      neighbours
        .get(key)
        ?.add(nodes[(i + 1) % nodes.length])
        .add(nodes.at(i - 1)),
    );
    return nodes;
  });
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (const [key, around] of neighbours)
      if (around !== undefined)
        places.set(
          key,
          [0, 1].map(
            (axis) =>
              [...around].reduce(
                (sum, other) => sum + places.get(other)[axis],
                0,
              ) / around.size,
          ),
        );
  return neck.map((corners, i) => ({
    corners,
    uv: keys[i].map((key) => places.get(key)),
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
    .filter(({ material }) => material === "helper-upper-teeth")
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
