// The little of Node and browsers that loading the embedded model takes; everything else of this package runs on bare ECMAScript.

interface ImportMeta {
  readonly url: string;
}

declare class URL {
  constructor(url: string, base?: string);
  readonly href: string;
  readonly protocol: string;
}

interface FileReading {
  readonly promises: { readFile(path: URL): Promise<Uint8Array> };
}

/** Node's; browsers have none. */
declare const process:
  { getBuiltinModule?(id: "node:fs"): FileReading } | undefined;

declare function fetch(address: URL): Promise<{
  readonly ok: boolean;
  readonly status: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}>;
