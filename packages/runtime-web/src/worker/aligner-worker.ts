import { serveAligner, type ServerPort } from "./serve-aligner.ts";

// The file that runs in the worker; nothing imports it.
serveAligner(globalThis as unknown as ServerPort);
