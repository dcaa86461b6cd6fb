import * as draw from "../src/draw.ts";
import { renderedFace } from "./rendered-face.ts";

// What draw.mjs drives.
Object.assign(globalThis, { draw, renderedFace });
