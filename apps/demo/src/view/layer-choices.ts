import { FIRST_LAYERS, LAYERS, type Layer } from "./layers.ts";

/**
 * Fills a group with a switch for each layer.
 *
 * @param onChange - told which is to be drawn or left out from now on.
 */
export function layerChoices(
  group: HTMLElement,
  onChange: (layer: Layer, drawn: boolean) => void,
): void {
  for (const [layer, words] of Object.entries(LAYERS) as [Layer, string][]) {
    const input = document.createElement("input");
    input.type = "checkbox";
    input.name = layer;
    input.checked = FIRST_LAYERS.includes(layer);
    input.addEventListener("change", () => onChange(layer, input.checked));
    const label = document.createElement("label");
    const text = document.createElement("span");
    text.textContent = words;
    label.append(input, text);
    group.append(label);
  }
}
