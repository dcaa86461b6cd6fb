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
import { type Concern, Status } from "./panel/status.ts";
import { startTheme } from "./panel/theme.ts";
import { openSource, type SourceWish } from "./sources/open-source.ts";
import type { Source } from "./sources/source.ts";
import { asTrouble } from "./trouble.ts";
import { HeadMesh } from "./view/head-mesh.ts";
import { layerChoices } from "./view/layer-choices.ts";
import { SpaceView } from "./view/space-view.ts";
import { Stage } from "./view/stage.ts";
import { spaceControls } from "./panel/space-controls.ts";

/** Frames without a face after which the page says so: one alone may be a blink of the score. */
const PATIENCE = 12;

/** The page's workings: one source, one aligner, and what shows the faces of the one that the other finds. */
export class Demo {
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

  /** Brings the page to life. */
  start(): void {
    startTheme(element("theme", HTMLFieldSetElement), () =>
      this.#space.paint(),
    );
    layerChoices(element("layers", HTMLFieldSetElement), (layer, drawn) =>
      this.#stage.setLayer(layer, drawn),
    );
    spaceControls(this.#space);
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
    this.#status.explain("source", undefined);
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
      if (!signal.aborted) this.#fail("source", error);
    }
  }

  /** Changes the model or what computes it. */
  async #load({ model, backend }: Aligning): Promise<void> {
    this.#loading.abort();
    const { signal } = (this.#loading = new AbortController());
    this.#following.abort();
    this.#forgetReadings();
    const before = this.#aligner;
    this.#aligner = undefined;
    await before?.dispose();
    if (signal.aborted) return;
    this.#status.explain("model", undefined);
    this.#status.say("Loading the model", "busy");
    this.#follow();
    try {
      const aligner = await openAligner(model.url, backend, {
        signal,
        onProgress: ({ loaded, total }) => {
          // In fifths: a screen reader reads all of them.
          if (total !== undefined && loaded < total)
            this.#status.say(
              `Loading the model, ${20 * Math.floor((5 * loaded) / total)} %`,
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
      if (!signal.aborted) this.#fail("model", error);
    }
  }

  /** Begins anew with the source and the aligner that there are. */
  #follow(): void {
    this.#following.abort();
    const { signal } = (this.#following = new AbortController());
    const source = this.#source;
    const aligner = this.#aligner;
    if (source !== undefined)
      (aligner === undefined
        ? this.#preview(source, signal)
        : this.#show(source, aligner, signal)
      ).catch((error: unknown) => {
        if (!signal.aborted) this.#fail("source", error);
      });
    else if (aligner !== undefined && this.#status.troubled)
      this.#status.say("No picture", "idle");
  }

  /** The source alone, while there is nothing to find faces with. */
  async #preview(source: Source, signal: AbortSignal): Promise<void> {
    for await (const frame of source.frames(signal)) {
      if (signal.aborted) return;
      this.#paint(source, { frame, faces: [] });
    }
  }

  async #show(
    source: Source,
    aligner: Aligner,
    signal: AbortSignal,
  ): Promise<void> {
    const interval = new Recent(30);
    const stage = new Recent(30);
    const blinks = new BlinkCounter();
    let last: number | undefined;
    let missing = 0;
    this.#status.say("Looking for faces", "busy");
    for await (const followed of followFaces(source, aligner, signal)) {
      const { frame, faces, times } = followed;
      for (const time of times) stage.add(time);
      if (last !== undefined) interval.add(frame.timestamp - last);
      last = frame.timestamp;
      missing = faces.length === 0 ? missing + 1 : 0;
      this.#paint(source, followed);
      if (faces.length > 0 || !source.moving || missing >= PATIENCE)
        this.#status.sayFound(faces.length, source.moving);
      const [face] = faces;
      const mean = interval.mean;
      this.#readings.show(
        {
          rate: mean && 1000 / mean,
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
  }

  #paint(
    source: Source,
    { frame, faces }: Pick<FollowedFrame, "frame" | "faces">,
  ): void {
    const { mirrored } = source;
    this.#stage.show({ picture: frame.canvas, faces, mirrored });
    this.#space.show(faces[0], mirrored);
  }

  #fail(concern: Concern, error: unknown): void {
    this.#empty();
    this.#status.say(concern === "model" ? "No model" : "No picture", "idle");
    this.#status.explain(concern, asTrouble(error));
  }

  #empty(): void {
    this.#stage.show(undefined);
    this.#space.show(undefined, false);
    this.#forgetReadings();
  }

  #forgetReadings(): void {
    const nothing = undefined;
    this.#readings.show(
      { rate: nothing, stage: nothing, face: nothing, blinks: nothing },
      true,
    );
  }
}
