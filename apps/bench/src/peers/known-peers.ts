import { openSeeFaceLm0 } from "./openseeface-lm0.ts";
import type { Peer } from "./peer.ts";
import { peppaSlim160 } from "./peppa-slim160.ts";

/** Every model of others that has an adapter; one more is one file and one line. */
export const KNOWN_PEERS: readonly Peer[] = [peppaSlim160, openSeeFaceLm0];
