import type { Lighting, MorphableModel } from "@fdhm/morphable-model";
import { between, type Random } from "../../random.ts";
import type { Anatomy, PreparedSkin } from "./anatomy.ts";
import { coveredBy, sampleBeard } from "./beard.ts";
import { createShadowCaster } from "../light/cast-shadow.ts";
import type { Chance } from "../chance.ts";
import { dyeSkin } from "./dye.ts";
import { expose } from "../light/exposure.ts";
import { dyeHair, type Hair } from "../hair/hair.ts";
import type { HeadFrame } from "../solids/head-frame.ts";
import { sampleLips } from "./lips.ts";
import { sampleComplexion, sampleLight } from "../light/sample-light.ts";
import { shade, toModel, type Finish } from "../light/shading.ts";
import type { Solid } from "../solids/solid.ts";
import { tripleAt, unit, type Triple } from "../solids/triple.ts";

/** Somebody's skin. */
export interface Complexion {
  /** The skin picture; absent where the model has none. */
  readonly texture: PreparedSkin["texture"] | undefined;
  /** Mean colour of that picture, 0 to 1; white without one. */
  readonly picture: Triple;
  /** Factors by which this person's skin departs from it. */
  readonly factors: Triple;
  /** Mean colour that comes out, 0 to 1. */
  readonly colour: Triple;
}

/** A head that is ready to be lit. */
export interface BareHead {
  /** `3 V` numbers in model space. */
  readonly points: Float32Array;
  /** Unit vectors, `3 V` numbers. */
  readonly normals: Float32Array;
  /** Its rotation, 9 numbers row by row. */
  readonly turn: ArrayLike<number>;
  /** Its measures. */
  readonly frame: HeadFrame;
  /** What grows on it; undefined on a bald one. */
  readonly hair: Hair | undefined;
  /** Its skin. */
  readonly skin: Complexion;
  /** What its shoulders wear. */
  readonly clothes: Solid;
  /** What throws shadows on it. */
  readonly things: readonly Solid[];
}

/** Lights and colours heads; keeps its buffers. */
export interface ComplexionPainter {
  /** Draws somebody's skin. */
  readonly choose: (random: Random) => Complexion;
  /** Draws the light and gives each vertex its factors of red, green and blue; the buffer is used again for the next head. */
  readonly paint: (
    chance: Chance,
    head: BareHead,
  ) => { readonly light: Float32Array; readonly scene: Lighting };
}

/** Share of the scenes whose light throws no shadows: overcast days and bright rooms. */
const SOFT_LIGHT = 0.35;

/** Skin of a model without a picture of it. */
const NAKED: Triple = [0.8, 0.6, 0.5];

/** Prepares the lighting and colouring of a model's heads. */
export function createComplexionPainter(
  { vertexCount, triangles, landmarks }: MorphableModel,
  anatomy: Anatomy,
): ComplexionPainter {
  const cast = createShadowCaster();
  const light = new Float32Array(3 * vertexCount);
  const lamp = new Float32Array(vertexCount);

  const choose = (random: Random): Complexion => {
    const { skins } = anatomy;
    const skin = skins[Math.floor(random.uniform() * skins.length)];
    const own = sampleComplexion(random);
    const picture = skin?.colour ?? [1, 1, 1];
    const factors = skin ? own : product(own, NAKED);
    return {
      texture: skin?.texture,
      picture,
      factors,
      colour: product(picture, factors),
    };
  };

  const paint: ComplexionPainter["paint"] = (chance, head) => {
    const { normals, turn, skin } = head;
    const random = chance("light");
    const finish: Finish = {
      colour: skin.colour,
      gloss: Math.max(0, between(random, -0.05, 0.25)),
      wrap: between(random, 0.05, 0.3),
      twoSided: false,
    };
    const facing = new Float32Array(3 * (landmarks.length - 17));
    for (let k = 17; k < landmarks.length; k++)
      facing.set(tripleAt(normals, landmarks[k]!), 3 * (k - 17));
    const scene = expose(random, sampleLight(random), facing, turn, finish);

    if (random.uniform() < SOFT_LIGHT) lamp.fill(1);
    else castOn(head, scene, between(random, 0.3, 1));
    for (const part of [...(anatomy.eyeballs ?? []), anatomy.teeth])
      for (const vertex of part) lamp[vertex] = Math.max(0.4, lamp[vertex]!);
    // Teeth are a thin shell whose two sides' normals cancel; what is seen of them looks ahead.
    for (const tooth of anatomy.teeth) normals.set([0, 0, 1], 3 * tooth);
    const reach = { ambient: anatomy.openness, lamp };
    shade(normals, turn, scene, finish, reach, light);
    colour(chance, head, light);
    return { light, scene };
  };

  /** A small lamp throws dark shadows, `depth` 1; a large one paler ones. */
  const castOn = (
    { points, turn, frame, things }: BareHead,
    { lights }: Lighting,
    depth: number,
  ): void => {
    const towards = toModel(unit(lights[0]!.direction), turn);
    const opaque = things.filter(({ opacity }) => opacity >= 0.5);
    const bodies = [{ vertices: points, triangles }, ...opaque];
    cast(bodies, towards, frame, points, lamp);
    for (let i = 0; i < lamp.length; i++) lamp[i] = 1 - depth * (1 - lamp[i]!);
  };

  /** Gives skin, eyes and teeth their colours. */
  const colour = (
    chance: Chance,
    { hair, skin, clothes }: BareHead,
    factors: Float32Array,
  ): void => {
    const bare = new Map<number, Triple>();
    const random = chance("colour");
    const white = between(random, 0.7, 0.95);
    const tooth = between(random, 0.9, 1.3);
    const yellow = between(random, 0.88, 1);
    for (const eye of anatomy.eyeballs ?? [])
      for (const vertex of eye) bare.set(vertex, [white, white, white]);
    for (const vertex of anatomy.teeth)
      bare.set(vertex, [tooth, tooth * yellow, tooth * yellow ** 2]);
    for (let vertex = 0; 3 * vertex < factors.length; vertex++) {
      const own = bare.get(vertex) ?? skin.factors;
      for (let c = 0; c < 3; c++) factors[3 * vertex + c]! *= own[c]!;
    }
    const pullover = { colour: clothes.colour, strength: 1, mottle: 0 };
    dyeSkin(factors, anatomy.shoulders, pullover, skin.colour, random);
    const lips = sampleLips(random, skin.texture === undefined);
    const beard = sampleBeard(random, hair?.colour ?? [0.3, 0.25, 0.2]);
    if (lips && !(beard && skin.texture))
      dyeSkin(factors, anatomy.lips, lips, skin.colour, random);
    if (beard)
      dyeSkin(
        factors,
        coveredBy(anatomy.beard, beard),
        beard.dye,
        skin.colour,
        random,
      );
    if (hair)
      dyeHair(factors, anatomy.aboveHairline, hair, skin.colour, random);
  };

  return { choose, paint };
}

function product(a: Triple, b: Triple): Triple {
  return [a[0] * b[0], a[1] * b[1], a[2] * b[2]];
}
