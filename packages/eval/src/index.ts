/**
 * Face alignment measures: NME by pose bin, failure rate, CED and its plots.
 * @packageDocumentation
 */
export {};
