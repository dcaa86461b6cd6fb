import type { Picture } from "@fdhm/landmarks";
import { paintBackground } from "../pixels/background.ts";
import { packedMask, packedPicture, type FacePack } from "../pack/face-pack.ts";
import { between, createRandom, type Random } from "../random.ts";

/** Painted backgrounds that a thread makes, once, when they are first asked for: a new one would take longer than the crop. */
const PAINTED = 64;
const PAINTED_EDGE = 160;

const painted: (Picture | undefined)[] = new Array<undefined>(PAINTED);

// Kept from call to call, so that an example costs no garbage.
let scratch = new Uint8Array(0);

/**
 * The picture of a packed face before another background, where the pack has masks: half the time a painted one, half the
 * time what stands around another face of the pack. The mask blends the two, so that soft edges stay soft.
 *
 * @returns a picture whose memory the next call fills again; the packed one where there is no mask.
 */
export function changeBackground(
  pack: FacePack,
  index: number,
  random: Random,
): Picture {
  const picture = packedPicture(pack, index);
  const mask = packedMask(pack, index);
  if (mask === undefined) return picture;
  const { edge } = pack;
  const isPainted = pack.count === 1 || random.uniform() < 0.5;
  const behind = isPainted
    ? paintedBackground(Math.floor(random.uniform() * PAINTED))
    : packedPicture(pack, otherFace(pack, index, random));
  // The other face's middle comes to an edge, half of it beyond, and its surroundings behind this one.
  const shiftX = isPainted
    ? between(random, 0, 2 * behind.width)
    : edge * between(random, 0.4, 0.6);
  const shiftY = between(random, 0, 2 * behind.height);
  const columns = mirroredLine(edge, Math.round(shiftX), behind.width);
  const rows = mirroredLine(edge, Math.round(shiftY), behind.height);
  if (scratch.length !== 3 * edge * edge)
    scratch = new Uint8Array(3 * edge * edge);
  blend(picture.data, mask, behind, rows, columns, scratch);
  return { ...picture, data: scratch };
}

function paintedBackground(number: number): Picture {
  return (painted[number] ??= {
    data: Uint8Array.from(
      paintBackground(createRandom(0, number), PAINTED_EDGE),
      Math.round,
    ),
    width: PAINTED_EDGE,
    height: PAINTED_EDGE,
    channels: 3,
  });
}

function otherFace({ count }: FacePack, index: number, random: Random): number {
  return (index + 1 + Math.floor(random.uniform() * (count - 1))) % count;
}

/** Which pixel of a line, repeated as mirror images, stands at each of `count` places from `first` on. */
function mirroredLine(
  count: number,
  first: number,
  length: number,
): Int32Array {
  const line = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const inPeriod = (first + i) % (2 * length);
    line[i] = inPeriod < length ? inPeriod : 2 * length - 1 - inPeriod;
  }
  return line;
}

function blend(
  front: Picture["data"],
  mask: Uint8Array,
  behind: Picture,
  rows: Int32Array,
  columns: Int32Array,
  out: Uint8Array,
): void {
  const edge = rows.length;
  out.set(front);
  for (let row = 0, pixel = 0; row < edge; row++) {
    const line = rows[row]! * behind.width;
    for (let column = 0; column < edge; column++, pixel++) {
      const cover = mask[pixel]!;
      if (cover === 255) continue;
      const at = 3 * pixel;
      const from = 3 * (line + columns[column]!);
      const r = behind.data[from]!;
      const g = behind.data[from + 1]!;
      const b = behind.data[from + 2]!;
      // Rounded by cutting off what a half more leaves; exact where nothing is covered.
      const share = cover / 255;
      out[at] = r + share * (out[at]! - r) + 0.5;
      out[at + 1] = g + share * (out[at + 1]! - g) + 0.5;
      out[at + 2] = b + share * (out[at + 2]! - b) + 0.5;
    }
  }
}
