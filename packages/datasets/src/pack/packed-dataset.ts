import { toPicture, type CropWindow } from "@fdhm/landmarks";
import { createDataset, type Dataset } from "../dataset.ts";
import { knownBox } from "../known-box.ts";
import type { Sample } from "../sample.ts";
import {
  packedLandmarks,
  packedMask,
  packedPicture,
  packedPose,
  packedVisibility,
  type FacePack,
} from "./face-pack.ts";

/** A data set whose faces are in memory already. */
export interface PackedDataset extends Dataset {
  /** Where they are. */
  readonly pack: FacePack;
}

/**
 * The faces of a pack as a data set: pictures are the pack's squares, labels in their px, boxes tight.
 *
 * @throws RangeError from `sample` where a face's landmarks span no area.
 */
export function datasetOfPack(pack: FacePack): PackedDataset {
  const middle = (pack.edge - 1) / 2;
  const window: CropWindow = {
    centreX: middle,
    centreY: middle,
    side: pack.edge / pack.margin,
    roll: 0,
  };
  const dataset = createDataset(
    pack.name,
    pack.count,
    async (index): Promise<Sample> => {
      const landmarks = toPicture(packedLandmarks(pack, index), window);
      const [pitch, yaw, roll] = packedPose(pack, index) as unknown as [
        number,
        number,
        number,
      ];
      const visibility = packedVisibility(pack, index);
      const mask = packedMask(pack, index);
      return {
        name: pack.names[index]!,
        readPicture: async () => packedPicture(pack, index),
        ...(mask && { readMask: async () => mask }),
        landmarks,
        box: knownBox(landmarks),
        ...(Number.isNaN(yaw) ? {} : { pose: { pitch, yaw, roll } }),
        ...(visibility.some(Number.isNaN)
          ? {}
          : { visibility: visibility.slice() }),
      };
    },
  );
  return { ...dataset, pack };
}
