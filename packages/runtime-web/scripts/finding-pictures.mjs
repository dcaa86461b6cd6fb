/** Ways to show the pictures of a set to a finder: each gives pictures and the tight boxes of the faces that are labelled in them. */
export const arrangements = {
  async *"as they are"(samples) {
    for await (const { box, readPicture } of samples)
      yield { picture: await readPicture(), boxes: [box] };
  },
  /** The face anywhere, its longer edge from 38 % to 87 % of the picture's. */
  async *"cut again"(samples, random) {
    for await (const { box, readPicture } of samples)
      yield cutAgain(await readPicture(), box, random);
  },
  /** Two by two in a square, so that faces are half as large. */
  async *"four side by side"(samples) {
    let four = [];
    for await (const { box, readPicture } of samples) {
      four.push({ picture: await readPicture(), box });
      if (four.length < 4) continue;
      yield sideBySide(four);
      four = [];
    }
  },
};

/** Numbers from 0 to 1. */
export function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

function cutAgain(picture, box, random) {
  const least = 1.15 * Math.max(box.width, box.height);
  const most = Math.min(picture.width, picture.height);
  const edge = Math.round(Math.min(most, least + random() * (most - least)));
  const start = (from, length, whole) => {
    const first = Math.max(0, Math.ceil(from + length - edge));
    const last = Math.min(whole - edge, Math.floor(from));
    return Math.round(first + random() * Math.max(0, last - first));
  };
  const x = start(box.x, box.width, picture.width);
  const y = start(box.y, box.height, picture.height);
  const cut = blank(edge);
  draw(picture, cut, (column, row) => [column + x, row + y], 0, 0, edge);
  return { picture: cut, boxes: [{ ...box, x: box.x - x, y: box.y - y }] };
}

function sideBySide(four) {
  const edge = 360;
  const whole = blank(2 * edge);
  const boxes = four.map(({ picture, box }, i) => {
    const left = (i % 2) * edge;
    const top = Math.floor(i / 2) * edge;
    const scale = edge / Math.max(picture.width, picture.height);
    const from = (at) => Math.round((at + 0.5) / scale - 0.5);
    draw(
      picture,
      whole,
      (column, row) => [from(column), from(row)],
      left,
      top,
      edge,
    );
    return {
      x: left + (box.x + 0.5) * scale - 0.5,
      y: top + (box.y + 0.5) * scale - 0.5,
      width: box.width * scale,
      height: box.height * scale,
    };
  });
  return { picture: whole, boxes };
}

function blank(edge) {
  return {
    data: new Uint8Array(3 * edge * edge),
    width: edge,
    height: edge,
    channels: 3,
  };
}

/** Fills a square of `to` with pixels of `from`; black where it has none. */
function draw(from, to, source, left, top, edge) {
  for (let row = 0; row < edge; row++)
    for (let column = 0; column < edge; column++) {
      const [x, y] = source(column, row);
      if (!(x >= 0 && x < from.width && y >= 0 && y < from.height)) continue;
      const at = from.channels * (y * from.width + x);
      to.data.set(
        from.data.subarray(at, at + 3),
        3 * ((row + top) * to.width + column + left),
      );
    }
}
