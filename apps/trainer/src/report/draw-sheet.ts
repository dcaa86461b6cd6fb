import sharp from "sharp";

/** Edge of a cell in px. */
const CELL = 320;

/**
 * Puts drawings side by side on one sheet.
 *
 * @param cells - pictures as files in memory, row after row.
 * @param columns - cells a row.
 * @returns a PNG file.
 */
export async function drawSheet(
  cells: readonly Uint8Array[],
  columns: number,
): Promise<Buffer> {
  const rows = Math.ceil(cells.length / columns);
  const placed = await Promise.all(
    cells.map(async (cell, i) => ({
      input: await sharp(cell)
        .resize(CELL, CELL, { fit: "contain", background: "#111111" })
        .toBuffer(),
      left: (i % columns) * CELL,
      top: Math.floor(i / columns) * CELL,
    })),
  );
  return sharp({
    create: {
      width: columns * CELL,
      height: rows * CELL,
      channels: 3,
      background: "#111111",
    },
  })
    .composite(placed)
    .png()
    .toBuffer();
}
