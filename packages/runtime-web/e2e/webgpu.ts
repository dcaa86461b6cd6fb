import { FaceAligner } from "../src/index.ts";
import { noise } from "../src/testing/tiny-face.ts";
import { webgpu } from "../src/webgpu.ts";

// What webgpu.mjs drives.
Object.assign(globalThis, { FaceAligner, noise, webgpu });
