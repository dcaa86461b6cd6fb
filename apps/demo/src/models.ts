import { fastDhm, fastDhmHalf } from "@fdhm/model-fast-dhm";

/** A model that the page offers. */
export interface Model {
  /** Short and steady: what the page remembers it by. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** Where its file is. */
  readonly url: URL;
}

/** All of them, the default first; another one is another line. */
export const MODELS: readonly Model[] = [
  { id: "fast-dhm", name: "Fast DHM, 973 kB", url: fastDhm },
  {
    id: "fast-dhm-half",
    name: "Fast DHM in half floats, 502 kB",
    url: fastDhmHalf,
  },
];
