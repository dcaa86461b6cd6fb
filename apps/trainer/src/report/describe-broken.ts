import type { BrokenSample } from "@fdhm/datasets";

/** Lists the faces that are at fault, a line each, or says nothing. */
export function describeBroken(broken: readonly BrokenSample[]): string {
  if (broken.length === 0) return "";
  const lines = broken.map(({ name, error }) => `  ${name}: ${error.message}`);
  return [`${broken.length} broken:`, ...lines, ""].join("\n");
}
