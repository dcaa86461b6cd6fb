import { expected } from "@fdhm/errors";
import { Document, WebIO } from "@gltf-transform/core";
import { checkMesh } from "./raster-mesh.ts";
import { type TexturedMesh, unitNormals } from "./textured-mesh.ts";
import { writePng } from "./write-png.ts";

/** How a face is written. */
export interface GltfOptions {
  /** Name of the mesh and its node; "face" where absent. */
  readonly name?: string | undefined;
  /** glTF's unit is the metre: length of the model's unit in it; 0.001, a millimetre, where absent. */
  readonly metresPerUnit?: number | undefined;
}

/**
 * Writes a face as one binary glTF 2.0 file (`.glb`), its skin within. glTF has y up and looks along z as the model does, and v
 * points down as here. The material is matt; the light of a photograph stays in the skin.
 *
 * @param mesh - see {@link TexturedMesh}.
 * @param options - see {@link GltfOptions}.
 * @returns the file.
 * @throws RangeError where the mesh or the unit is wrong.
 */
export async function writeGltf(
  mesh: TexturedMesh,
  { name = "face", metresPerUnit = 0.001 }: GltfOptions = {},
): Promise<Uint8Array> {
  const { points, triangles, uv, skin } = mesh;
  checkMesh({ vertices: points, triangles, uv });
  if (!(metresPerUnit > 0) || !Number.isFinite(metresPerUnit))
    throw expected("a positive number", "metresPerUnit", metresPerUnit);
  const document = new Document();
  const buffer = document.createBuffer();
  const accessor = (
    type: "VEC2" | "VEC3" | "SCALAR",
    array: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>,
  ) =>
    document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
  const material = document
    .createMaterial(name)
    .setBaseColorTexture(
      document
        .createTexture(name)
        .setImage(new Uint8Array(writePng(skin)))
        .setMimeType("image/png"),
    )
    .setMetallicFactor(0)
    .setRoughnessFactor(1);
  const primitive = document
    .createPrimitive()
    .setAttribute(
      "POSITION",
      accessor(
        "VEC3",
        points.map((value) => value * metresPerUnit),
      ),
    )
    .setAttribute(
      "NORMAL",
      accessor("VEC3", new Float32Array(unitNormals(mesh))),
    )
    .setAttribute("TEXCOORD_0", accessor("VEC2", new Float32Array(uv)))
    .setIndices(accessor("SCALAR", new Uint32Array(triangles)))
    .setMaterial(material);
  const node = document
    .createNode(name)
    .setMesh(document.createMesh(name).addPrimitive(primitive));
  document.getRoot().setDefaultScene(document.createScene().addChild(node));
  return new WebIO().writeBinary(document);
}
