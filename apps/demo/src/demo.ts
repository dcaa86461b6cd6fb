import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import type { Aligner } from "./align/aligner.ts";
import { followFaces, type FollowedFrame } from "./align/follow-faces.ts";
import { openAligner } from "./align/backend.ts";
import { keepPage } from "./offline/keep-page.ts";
import { BlinkCounter } from "./panel/blink-counter.ts";
import { aligningChoices, type Aligning } from "./panel/aligning-choices.ts";
import { element } from "./panel/element.ts";
import { ReadingsPanel } from "./panel/readings.ts";
import { Recent } from "./panel/recent.ts";
import { SourceControls } from "./panel/source-controls.ts";
import { Status } from "./panel/status.ts";
import { startTheme } from "./panel/theme.ts";
import { openSource, type SourceWish } from "./sources/open-source.ts";
import type { Source } from "./sources/source.ts";
import { asTrouble } from "./trouble.ts";
import { HeadMesh } from "./view/head-mesh.ts";
import { layerChoices } from "./view/layer-choices.ts";
import { SpaceView } from "./view/space-view.ts";
import { Stage } from "./view/stage.ts";
import { turnable } from "./view/turnable.ts";
import { showTurn } from "./panel/show-turn.ts";

/** Frames without a face after which the page says so: one alone may be a blink of the score. */
const PATIENCE = 12;

/** The page: one source, one aligner, and what shows the faces of the one that the other finds. */
class Demo {
  readonly #status = new Status();
  readonly #stage = new Stage(element("stage", HTMLCanvasElement));
  readonly #space = new SpaceView(element("space", HTMLCanvasElement));
  readonly #readings = new ReadingsPanel(document);
  readonly #controls = new SourceControls({
    open: (wish) => void this.#open(wish),
    redraw: () => this.#follow(),
  });
  #source: Source | undefined;
  #aligner: Aligner | undefined;
  #opening = new AbortController();
  #loading = new AbortController();
  #following = new AbortController();

  start(): void {
    startTheme(element("theme", HTMLFieldSetElement), () =>
      this.#space.paint(),
    );
    layerChoices(element("layers", HTMLFieldSetElement), (layer, drawn) =>
      this.#stage.setLayer(layer, drawn),
    );
    const space = element("space", HTMLCanvasElement);
    turnable(space, (turn) => {
      this.#space.turn = turn;
      showTurn(turn);
    });
    const mesh = element("mesh", HTMLInputElement);
    mesh.addEventListener("change", () => {
      this.#space.meshDrawn = mesh.checked;
    });
    void this.#load(aligningChoices((aligning) => void this.#load(aligning)));
    void this.#open({ kind: "face" });
    loadOpenFace().then(
      (model) => {
        this.#space.mesh = new HeadMesh(model);
      },
      // Landmarks are shown without a head; that of the rendered face tells what is wrong.
      () => undefined,
    );
    void keepPage().then((kept) => {
      element("offline", HTMLElement).hidden = !kept;
    });
  }

  /** Changes the source. */
  async #open(wish: SourceWish): Promise<void> {
    this.#opening.abort();
    const { signal } = (this.#opening = new AbortController());
    this.#following.abort();
    this.#source?.close();
    this.#source = undefined;
    this.#controls.opening(wish.kind);
    this.#empty();
    this.#status.explain(undefined);
    if (wish.kind === "camera")
      this.#status.say("Asking for the camera", "busy");
    try {
      const source = await openSource(wish);
      if (signal.aborted) {
        source.close();
        return;
      }
      this.#source = source;
      this.#controls.opened(source);
      this.#follow();
    } catch (error) {
      if (!signal.aborted) this.#fail(error, "No picture");
    }
  }

  /** Changes the model or what computes it. */
  async #load({ model, backend }: Aligning): Promise<void> {
    this.#loading.abort();
    const { signal } = (this.#loading = new AbortController());
    this.#following.abort();
    const before = this.#aligner;
    this.#aligner = undefined;
    await before?.dispose();
    if (signal.aborted) return;
    this.#status.explain(undefined);
    this.#status.say("Loading the model", "busy");
    try {
      const aligner = await openAligner(model.url, backend, {
        signal,
        onProgress: ({ loaded, total }) => {
          if (total !== undefined && loaded < total)
            this.#status.say(
              `Loading the model, ${Math.round((100 * loaded) / total)} %`,
              "busy",
            );
        },
      });
      if (signal.aborted) {
        await aligner.dispose();
        return;
      }
      this.#aligner = aligner;
      this.#follow();
    } catch (error) {
      if (!signal.aborted) this.#fail(error, "No model");
    }
  }

  /** Begins anew with the source and the aligner that there are. */
  #follow(): void {
    this.#following.abort();
    const { signal } = (this.#following = new AbortController());
    if (this.#source !== undefined && this.#aligner !== undefined)
      void this.#show(this.#source, this.#aligner, signal);
  }

  async #show(
    source: Source,
    aligner: Aligner,
    signal: AbortSignal,
  ): Promise<void> {
    const rate = new Recent(30);
    const stage = new Recent(30);
    const blinks = new BlinkCounter();
    let last: number | undefined;
    let missing = 0;
    this.#status.say("Looking for faces", "busy");
    try {
      for await (const followed of followFaces(source, aligner, signal)) {
        const { frame, faces, times } = followed;
        for (const time of times) stage.add(time);
        if (last !== undefined) rate.add(frame.timestamp - last);
        last = frame.timestamp;
        missing = faces.length === 0 ? missing + 1 : 0;
        this.#paint(source, followed);
        if (faces.length > 0 || !source.moving || missing >= PATIENCE)
          this.#tell(source, faces.length);
        const [face] = faces;
        const median = rate.median;
        this.#readings.show(
          {
            rate: median && 1000 / median,
            stage: stage.median,
            face,
            blinks:
              face && source.moving
                ? blinks.count(face, frame.timestamp)
                : undefined,
          },
          !source.moving,
        );
      }
    } catch (error) {
      if (!signal.aborted) this.#fail(error, "Stopped");
    }
  }

  #paint(source: Source, { frame, faces }: FollowedFrame): void {
    const { mirrored } = source;
    this.#stage.show({ picture: frame.canvas, faces, mirrored });
    this.#space.show(faces[0], mirrored);
  }

  #tell(source: Source, count: number): void {
    if (count === 0)
      this.#status.say(
        source.moving
          ? "No face found. Come closer, or turn towards the light."
          : "No face found. Try a picture in which the face is larger.",
        "idle",
      );
    else
      this.#status.say(
        `${source.moving ? "Following" : "Found"} ${count === 1 ? "one face" : `${count} faces`}`,
        "good",
      );
  }

  #fail(error: unknown, state: string): void {
    this.#empty();
    this.#status.say(state, "idle");
    this.#status.explain(asTrouble(error));
  }

  #empty(): void {
    this.#stage.show(undefined);
    this.#space.show(undefined, false);
    const nothing = undefined;
    this.#readings.show(
      { rate: nothing, stage: nothing, face: nothing, blinks: nothing },
      true,
    );
  }
}

/** Brings the page to life. */
export function startDemo(): void {
  new Demo().start();
}
