import type { Turn } from "../view/turn.ts";
import { element } from "./element.ts";

/** Says how far the 3D view is turned, in degrees. */
export function showTurn({ pitch, yaw }: Turn): void {
  const output = element("turn", HTMLOutputElement);
  const degrees = (angle: number) => Math.round((angle * 180) / Math.PI);
  output.textContent = `${degrees(yaw)}° across, ${degrees(pitch)}° up`;
}
