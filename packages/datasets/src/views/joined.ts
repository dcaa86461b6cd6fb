import { expected } from "@fdhm/errors";
import { createDataset, type Dataset } from "../dataset.ts";

/**
 * Several data sets as one, in their order. Names begin with their set's, so that two sets may call a face alike; of
 * two sets with one name the second is numbered.
 *
 * @throws RangeError where there is none.
 */
export function joinDatasets(datasets: readonly Dataset[]): Dataset {
  if (datasets.length === 0)
    throw expected("at least one data set", "datasets", 0);
  if (datasets.length === 1) return datasets[0]!;
  const names = distinct(datasets.map(({ name }) => name));
  const ends: number[] = [];
  for (const { length } of datasets) ends.push((ends.at(-1) ?? 0) + length);
  return createDataset(names.join(" + "), ends.at(-1)!, async (index) => {
    const set = ends.findIndex((end) => index < end);
    const first = set === 0 ? 0 : ends[set - 1]!;
    const sample = await datasets[set]!.sample(index - first);
    return { ...sample, name: `${names[set]}/${sample.name}` };
  });
}

function distinct(names: readonly string[]): string[] {
  return names.map((name, i) => {
    const before = names.slice(0, i).filter((other) => other === name).length;
    return before === 0 ? name : `${name} ${before + 1}`;
  });
}
