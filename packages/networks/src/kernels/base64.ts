const ALPHABET =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Reads base64; `atob` and `Buffer` each exist on some platforms only. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const length = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - length);
  let bits = 0;
  for (let i = 0, at = 0; at < bytes.length; i++) {
    bits = (bits << 6) | ALPHABET.indexOf(text[i] ?? "");
    // Every character past the first of four completes a byte.
    if (i % 4 > 0) bytes[at++] = bits >> (6 - 2 * (i % 4));
  }
  return bytes;
}
