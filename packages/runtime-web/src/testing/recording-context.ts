import type { DrawContext } from "../draw/draw-context.ts";

/** State that `save` keeps and `restore` brings back. */
interface State {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  globalAlpha: number;
}

/** One `fill` or `stroke`: the path as it was, in the words of SVG, and the state that counted. */
export interface Painted {
  readonly kind: "fill" | "stroke";
  readonly path: readonly (readonly [string, ...number[]])[];
  readonly style: string;
  readonly lineWidth: number;
  readonly alpha: number;
}

/** A context that draws nothing and remembers what it was told to paint. */
export class RecordingContext implements State {
  fillStyle = "#000000";
  strokeStyle = "#000000";
  lineWidth = 1;
  lineCap = "butt";
  lineJoin = "miter";
  globalAlpha = 1;
  /** All that was painted, in order. */
  readonly painted: Painted[] = [];
  readonly #saved: State[] = [];
  #path: [string, ...number[]][] = [];

  /** As what the functions under test take; only what they use is there. */
  get context(): DrawContext {
    return this as unknown as DrawContext;
  }

  /** How many `save`s were not undone. */
  get depth(): number {
    return this.#saved.length;
  }

  save(): void {
    this.#saved.push({
      fillStyle: this.fillStyle,
      strokeStyle: this.strokeStyle,
      lineWidth: this.lineWidth,
      lineCap: this.lineCap,
      lineJoin: this.lineJoin,
      globalAlpha: this.globalAlpha,
    });
  }

  restore(): void {
    Object.assign(this, this.#saved.pop());
  }

  beginPath(): void {
    this.#path = [];
  }

  moveTo(x: number, y: number): void {
    this.#path.push(["M", x, y]);
  }

  lineTo(x: number, y: number): void {
    this.#path.push(["L", x, y]);
  }

  arc(x: number, y: number, radius: number, start: number, end: number): void {
    this.#path.push(["A", x, y, radius, start, end]);
  }

  closePath(): void {
    this.#path.push(["Z"]);
  }

  fill(): void {
    this.#paint("fill", this.fillStyle);
  }

  stroke(): void {
    this.#paint("stroke", this.strokeStyle);
  }

  #paint(kind: Painted["kind"], style: string): void {
    const { lineWidth, globalAlpha: alpha } = this;
    this.painted.push({ kind, path: [...this.#path], style, lineWidth, alpha });
  }
}
