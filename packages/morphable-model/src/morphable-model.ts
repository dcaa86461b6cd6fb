/** A picture of skin that is laid over the model's surface. */
export interface Skin {
  /** For people: who it shows. */
  readonly name: string;
  /** Pixels a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** RGB bytes, rows from the top, `3 * width * height`. */
  readonly data: Uint8Array;
}

/**
 * A linear model of face shape: `S = mean + identity p_id + expression p_exp` (eq. 1 of the paper), laid out as the Basel
 * model with FaceWarehouse's expressions is. Model space: x to the picture's right when the face looks into the camera
 * (the subject's left), y up, z towards the camera.
 */
export interface MorphableModel {
  /** For reports. */
  readonly name: string;
  /** Number of vertices, V. */
  readonly vertexCount: number;
  /** Mean shape, `3 V` numbers, x y z a vertex. */
  readonly mean: Float32Array;
  /** Identity modes one after another, each `3 V` numbers as `mean`: usually 199. */
  readonly identity: Float32Array;
  /** Expression modes one after another, each `3 V` numbers as `mean`: usually 29. */
  readonly expression: Float32Array;
  /** Standard deviation of each identity coefficient, in the unit of the parameters. */
  readonly identityDeviation: Float32Array;
  /** Standard deviation of each expression coefficient, in the unit of the parameters. */
  readonly expressionDeviation: Float32Array;
  /** `3 T` vertex indices, counter-clockwise when seen from outside. */
  readonly triangles: Uint32Array;
  /** `2 V` texture coordinates in 0 to 1; v points down: row 0 of a skin is at v = 0. */
  readonly uv: Float32Array;
  /** Vertex of each of the 68 landmarks. */
  readonly landmarks: Uint32Array;
  /** Skins that fit `uv`; empty where the model has none. */
  readonly skins: readonly Skin[];
}
