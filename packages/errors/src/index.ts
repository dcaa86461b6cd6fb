/**
 * The one sentence in which FDHM packages refuse bad input.
 * @packageDocumentation
 */
export { expected, type Place } from "./expected.ts";
