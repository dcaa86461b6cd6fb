import type { BrokenSample, FacePack } from "@fdhm/datasets";
import type { Shard } from "../run/shard.ts";
import type { SourceConfig } from "../config/source.ts";

/** What a packing thread is given. */
export interface PackTask {
  /** What it opens. */
  readonly source: SourceConfig;
  /** Edge in px at which a face is kept. */
  readonly edge: number;
  /** Part of the source that this machine packs; all of it where it is left out. */
  readonly shard?: Shard | undefined;
  /** Which part of that it packs, counted from 0. */
  readonly part: number;
  /** How many parts there are. */
  readonly parts: number;
  /** Whether faces at fault are left out and reported. */
  readonly skipBroken: boolean;
}

/** What a packing thread says. */
export type PackMessage =
  | {
      /** It goes on. */
      readonly kind: "progress";
      /** Faces of its part that are done. */
      readonly done: number;
    }
  | {
      /** It has finished. */
      readonly kind: "done";
      /** Its part, over shared memory; absent where every face of it was left out. */
      readonly pack?: FacePack;
      /** Faces of its part that were left out. */
      readonly broken: readonly BrokenSample[];
    };
