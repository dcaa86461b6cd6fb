import * as mm from "@fdhm/morphable-model";
import {
  loadOpenFace,
  openFaceExpressions,
} from "@fdhm/morphable-model/open-face";

const SIZE = 320;

/** A face of the embedded model that looks to the side, rendered in bright or dim light, with all that is known of it. */
export async function renderedFace(yaw: number, bright: boolean) {
  const model = await loadOpenFace();
  const identity = [0.8, -0.6, 0.4];
  const expression = openFaceExpressions["open-smile"].map((v) => v / 2);
  const points = mm.shape(model, identity, expression);
  const pose = { scale: 1.35, pitch: 0.1, yaw, roll: 0.12, x: 160, y: 172 };
  const vertices = mm.project(points, pose);
  const light = mm.lightVertices(
    mm.vertexNormals(points, model.triangles),
    mm.rotation(pose.pitch, pose.yaw, pose.roll),
    bright
      ? {
          ambient: [0.6, 0.6, 0.6],
          lights: [{ direction: [1, 1, 1], colour: [0.7, 0.7, 0.7] }],
        }
      : {
          ambient: [0.08, 0.08, 0.1],
          lights: [{ direction: [1, 0.3, 0.5], colour: [0.2, 0.18, 0.15] }],
        },
  );
  const target = mm.createRasterTarget(SIZE, SIZE, 2);
  mm.rasterise(
    {
      vertices,
      triangles: model.triangles,
      uv: model.uv,
      texture: mm.createTexture(model.skins[0]!),
      light,
    },
    target,
  );
  const data = new Uint8Array(4 * SIZE * SIZE).fill(bright ? 245 : 12);
  mm.composite(target, { data, width: SIZE, height: SIZE, channels: 4 });
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  const landmarks = Float32Array.from({ length: 204 }, (_, i) => {
    const vertex = model.landmarks[Math.floor(i / 3)]!;
    return vertices[3 * vertex + (i % 3)]!;
  });
  return {
    model,
    vertices,
    fit: { pose, identity, expression },
    image: new ImageData(new Uint8ClampedArray(data), SIZE, SIZE),
    face: {
      landmarks,
      pose,
      visibility: mm.landmarkVisibility(target, landmarks, 25),
    },
  };
}
