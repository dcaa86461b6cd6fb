import { createDataset, partOf, type Dataset } from "@fdhm/datasets";
import { checkShards, type Shard } from "../run/shard.ts";

/**
 * The faces of a set that a machine works on: as many neighbours as the other machines have, under the name of the whole set, so
 * that what they make can be joined to what one alone would have made.
 *
 * @param shard - all of them where it is left out.
 * @throws RangeError where there are more shards than faces.
 */
export function shardOf(dataset: Dataset, shard: Shard | undefined): Dataset {
  if (shard === undefined) return dataset;
  checkShards(shard, dataset.length, `faces of ${dataset.name}`);
  const part = partOf(dataset, shard.part, shard.parts);
  return createDataset(
    dataset.name,
    part.length,
    (index) => part.sample(index),
    dataset.split,
  );
}
