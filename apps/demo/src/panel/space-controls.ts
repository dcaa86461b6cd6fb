import type { SpaceView } from "../view/space-view.ts";
import type { Turn } from "../view/turn.ts";
import { turnable } from "../view/turnable.ts";
import { element } from "./element.ts";

/** Lets the 3D view be turned, and its head be left out. */
export function spaceControls(view: SpaceView): void {
  const output = element("turn", HTMLOutputElement);
  turnable(element("space", HTMLCanvasElement), (turn) => {
    view.turn = turn;
    output.textContent = describe(turn);
  });
  const mesh = element("mesh", HTMLInputElement);
  mesh.addEventListener("change", () => {
    view.meshDrawn = mesh.checked;
  });
}

/** For screen readers, which cannot see how far it is turned. */
function describe({ pitch, yaw }: Turn): string {
  const degrees = (angle: number) => Math.round((angle * 180) / Math.PI);
  return `${degrees(yaw)}° across, ${degrees(pitch)}° up`;
}
