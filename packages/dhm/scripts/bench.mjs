// node packages/dhm/scripts/bench.mjs: microseconds a map of 224 px and 68 landmarks, one core.
import { renderDhm } from "@fdhm/dhm";

const SIZE = 224;
const MAPS = 2000;
const ROUNDS = 7;

/** 68 landmarks on a spiral over the middle two thirds of the map: as spread and as overlapping as a face's. */
const landmarks = Float32Array.from({ length: 68 * 3 }, (_, i) => {
  const turn = Math.floor(i / 3) / 5;
  const radius = 10 + Math.floor(i / 3);
  return [
    SIZE / 2 + radius * Math.cos(turn),
    SIZE / 2 + radius * Math.sin(turn),
    radius,
  ][i % 3];
});

/** The least of some rounds, in microseconds a call: what disturbs a round only ever makes it longer. */
function time(call) {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let map = 0; map < MAPS; map++) call();
    best = Math.min(best, (1000 * (performance.now() - start)) / MAPS);
  }
  return best.toFixed(1);
}

const out = new Float32Array(SIZE * SIZE * 3);
console.log(`clearing alone      ${time(() => out.fill(0))} us`);
console.log(
  `renderDhm, own out  ${time(() => renderDhm(landmarks, SIZE, {}, out))} us`,
);
console.log(`renderDhm, new out  ${time(() => renderDhm(landmarks, SIZE))} us`);
