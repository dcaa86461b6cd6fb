/**
 * What only Node needs: nothing in the package's main entry refers to it.
 * @packageDocumentation
 */
export { readImage } from "./read-image.ts";
