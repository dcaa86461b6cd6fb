import { addTurn, FIRST_TURN, type Turn } from "./turn.ts";

/** Radians a CSS pixel of a drag. */
const PER_PIXEL = 0.01;

/** Radians a press of an arrow key. */
const PER_KEY = Math.PI / 18;

/** What arrow keys do: right turns what faces you to the right. */
const KEYS: Readonly<Record<string, Turn>> = {
  ArrowLeft: { pitch: 0, yaw: PER_KEY },
  ArrowRight: { pitch: 0, yaw: -PER_KEY },
  ArrowUp: { pitch: PER_KEY, yaw: 0 },
  ArrowDown: { pitch: -PER_KEY, yaw: 0 },
};

/**
 * Lets an element be turned: dragged by mouse, pen or finger, by the arrow keys while it has the focus, and back by Home or a double
 * click.
 *
 * @param onTurn - told every new turn.
 */
export function turnable(
  element: HTMLElement,
  onTurn: (turn: Turn) => void,
): void {
  let turn = FIRST_TURN;
  const turnTo = (next: Turn): void => {
    turn = next;
    onTurn(turn);
  };
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    turnTo(
      addTurn(turn, {
        pitch: -PER_PIXEL * event.movementY,
        yaw: -PER_PIXEL * event.movementX,
      }),
    );
  });
  element.addEventListener("dblclick", () => turnTo(FIRST_TURN));
  element.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const by = KEYS[event.key];
    if (by === undefined && event.key !== "Home") return;
    event.preventDefault();
    turnTo(by === undefined ? FIRST_TURN : addTurn(turn, by));
  });
}
