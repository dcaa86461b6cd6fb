import { FaceAligner } from "../src/index.ts";

self.onmessage = async ({ data: { model, bitmap, box } }) => {
  try {
    const aligner = await FaceAligner.load(model);
    self.postMessage(await aligner.align(bitmap, box));
    await aligner.dispose();
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};
