import { tightBox, type Box } from "@fdhm/landmarks";
import type { FaceAlignment } from "../face-alignment.ts";
import { boxOverlap } from "../find/box-overlap.ts";
import type { FaceImage, Pixels } from "../image.ts";
import type { BatchAligner } from "../align-places.ts";
import { tinyLandmarks } from "./tiny-face.ts";

/** One call of the world's aligner. */
export interface Aligned {
  readonly boxes: readonly Box[];
  readonly roll: readonly number[];
}

/**
 * A made-up scene of 640 x 480 px with faces in it, and an aligner that sees them without a network: a box that overlaps a
 * face by a fifth gives that face, all others give nothing that looks like one.
 */
export class TinyWorld implements BatchAligner {
  /** Middles of the faces in px, their size and turn; changed by tests as time goes. */
  faces: { x: number; y: number; size?: number; roll?: number }[] = [];
  /** All calls so far. */
  readonly calls: Aligned[] = [];
  /** What a frame of the scene looks like: its pixels are never looked at. */
  readonly frame: Pixels = {
    data: new Uint8Array(640 * 480 * 3),
    width: 640,
    height: 480,
  };

  /** Landmarks of one of the faces. */
  landmarks(index: number): Float32Array {
    const { x, y, size = 200, roll = 0 } = this.faces[index]!;
    const points = tinyLandmarks(size);
    for (let i = 0; i < points.length; i += 3) {
      const [dx, dy] = [points[i]! - 100, points[i + 1]! - 120];
      points[i] = x + dx * Math.cos(roll) - dy * Math.sin(roll);
      points[i + 1] = y + dx * Math.sin(roll) + dy * Math.cos(roll);
    }
    return points;
  }

  /** Tight box of one of the faces. */
  box(index: number): Box {
    return tightBox(this.landmarks(index));
  }

  async alignAll(
    _image: FaceImage,
    boxes: readonly Box[],
    { roll }: { readonly roll: readonly number[] },
  ): Promise<FaceAlignment[]> {
    this.calls.push({ boxes, roll });
    return boxes.map((box) => {
      const overlaps = this.faces.map((_, i) => boxOverlap(this.box(i), box));
      const index = overlaps.indexOf(Math.max(...overlaps));
      const there = index >= 0 && overlaps[index]! >= 0.2;
      const landmarks = there ? this.landmarks(index) : tinyLandmarks(50);
      return {
        landmarks,
        pose: {
          pitch: 0,
          yaw: 0,
          roll: there ? (this.faces[index]!.roll ?? 0) : 0,
        },
        visibility: new Float32Array(68),
        score: there ? 0.9 : 0.1,
        box: tightBox(landmarks),
      };
    });
  }
}
