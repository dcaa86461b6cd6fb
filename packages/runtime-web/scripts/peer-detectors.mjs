/** Detectors to measure `FaceFinder` beside, on onnxruntime-web as the aligner is: the models are read from a folder of their own. */
import { readFile } from "node:fs/promises";
import { sampleCrop } from "@fdhm/landmarks";
import { InferenceSession, Tensor } from "onnxruntime-web/wasm";
import { boxOverlap } from "../dist/find/box-overlap.js";

/** YuNet as OpenCV's FaceDetectorYN feeds and reads it, with its default threshold: 320 px, BGR from 0 to 255, three strides. */
export async function loadYunet(file) {
  const size = 320;
  const session = await InferenceSession.create(await readFile(file));
  const input = new Float32Array(3 * size * size);
  return async (picture) => {
    const window = squareAbout(
      picture,
      Math.max(picture.width, picture.height),
    );
    const normalisation = { mean: [0, 0, 0], deviation: [1, 1, 1] };
    sampleCrop(picture, window, size, normalisation, "nchw", input);
    const red = input.slice(0, size * size);
    input.copyWithin(0, 2 * size * size);
    input.set(red, 2 * size * size);
    const tensor = new Tensor("float32", input, [1, 3, size, size]);
    const outputs = await session.run({ input: tensor });
    const found = [];
    for (const stride of [8, 16, 32]) {
      const [{ data: face }, { data: object }, { data: box }] = [
        "cls",
        "obj",
        "bbox",
      ].map((name) => outputs[`${name}_${stride}`]);
      const columns = size / stride;
      for (let i = 0; i < face.length; i++) {
        const score = Math.sqrt(face[i] * object[i]);
        if (!(score >= 0.9)) continue;
        const x = ((i % columns) + box[4 * i]) * stride;
        const y = (Math.floor(i / columns) + box[4 * i + 1]) * stride;
        const width = Math.exp(box[4 * i + 2]) * stride;
        const height = Math.exp(box[4 * i + 3]) * stride;
        found.push({
          score,
          box: inPicture(window, size, [
            x - width / 2,
            y - height / 2,
            width,
            height,
          ]),
        });
      }
    }
    return apart(found);
  };
}

/** UltraFace slim as its authors feed and read it, with their threshold: 320 x 240 px, (value - 127) / 128, corners as shares. */
export async function loadUltraface(file) {
  const [width, height] = [320, 240];
  const session = await InferenceSession.create(await readFile(file));
  const square = new Float32Array(3 * width * width);
  const input = new Float32Array(3 * width * height);
  return async (picture) => {
    const side = Math.max(picture.width, (picture.height * width) / height);
    const window = squareAbout(picture, side);
    const normalisation = {
      mean: [127, 127, 127],
      deviation: [128, 128, 128],
    };
    sampleCrop(picture, window, width, normalisation, "nchw", square);
    // The input is the middle of the square.
    const above = (width - height) / 2;
    for (let channel = 0; channel < 3; channel++) {
      const from = (channel * width + above) * width;
      input.set(
        square.subarray(from, from + width * height),
        channel * width * height,
      );
    }
    const tensor = new Tensor("float32", input, [1, 3, height, width]);
    const { scores, boxes } = await session.run({ input: tensor });
    const found = [];
    for (let i = 0; i < scores.data.length / 2; i++) {
      const score = scores.data[2 * i + 1];
      if (!(score >= 0.7)) continue;
      const [left, top, right, bottom] = boxes.data.subarray(4 * i, 4 * i + 4);
      found.push({
        score,
        box: inPicture(window, width, [
          left * width,
          top * height + above,
          (right - left) * width,
          (bottom - top) * height,
        ]),
      });
    }
    return apart(found);
  };
}

function squareAbout({ width, height }, side) {
  return {
    centreX: (width - 1) / 2,
    centreY: (height - 1) / 2,
    side,
    roll: 0,
  };
}

/** From px of a network's square to px of the picture. */
function inPicture({ centreX, centreY, side }, size, [x, y, width, height]) {
  const scale = side / size;
  return {
    x: centreX + (x - size / 2) * scale,
    y: centreY + (y - size / 2) * scale,
    width: width * scale,
    height: height * scale,
  };
}

/** The surest of those that overlap by more than 0.3, as both have it. */
function apart(found) {
  const kept = [];
  for (const face of found.sort((a, b) => b.score - a.score))
    if (kept.every((other) => boxOverlap(other.box, face.box) <= 0.3))
      kept.push(face);
  return kept;
}
