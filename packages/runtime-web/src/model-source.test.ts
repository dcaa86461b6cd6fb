import { afterEach, describe, expect, it } from "@jest/globals";
import { readModel, type LoadProgress } from "./model-source.ts";

const here = (import.meta as unknown as { readonly url: string }).url;
const real = globalThis.fetch;

function answer(make: () => Response | Promise<Response>): string[] {
  const asked: string[] = [];
  globalThis.fetch = (async (address: string) => {
    asked.push(address);
    return make();
  }) as typeof fetch;
  return asked;
}

describe("readModel", () => {
  afterEach(() => {
    globalThis.fetch = real;
  });

  it("takes bytes as they are, views and buffers", async () => {
    const buffer = new Uint8Array([9, 1, 2, 3]);
    const { bytes, file } = await readModel(buffer.subarray(1));
    expect([[...bytes], file]).toEqual([[1, 2, 3], undefined]);
    expect([...(await readModel(buffer.buffer)).bytes]).toEqual([9, 1, 2, 3]);
  });

  it("reads file: addresses and paths in Node", async () => {
    const address = new URL("model-source.ts", here);
    const { bytes, file } = await readModel(address);
    expect(new TextDecoder().decode(bytes)).toContain(
      "async function readModel",
    );
    expect(file).toBe(address.href);
    expect((await readModel(address.pathname)).bytes).toEqual(bytes);
  });

  it("names a file that is not there", async () => {
    await expect(readModel("/nowhere/model.onnx")).rejects.toThrow(
      /can be read for model but received ENOENT.*\/nowhere\/model\.onnx/,
    );
  });

  it("fetches addresses and tells how much came", async () => {
    const asked = answer(
      () =>
        new Response(new Uint8Array(5000), {
          headers: { "content-length": "5000" },
        }),
    );
    const told: LoadProgress[] = [];
    const { bytes, file } = await readModel("https://example.org/m.onnx", {
      onProgress: (progress) => told.push(progress),
    });
    expect(bytes).toHaveLength(5000);
    expect(asked).toEqual([file]);
    expect(told.at(-1)).toEqual({
      loaded: 5000,
      total: 5000,
      file: "https://example.org/m.onnx",
    });
  });

  it("does not take the compressed length for the length", async () => {
    answer(
      () =>
        new Response(new Uint8Array(50), {
          headers: { "content-length": "20", "content-encoding": "gzip" },
        }),
    );
    const told: LoadProgress[] = [];
    await readModel("https://example.org/m.onnx", {
      onProgress: (progress) => told.push(progress),
    });
    expect(told.at(-1)).toEqual({
      loaded: 50,
      file: "https://example.org/m.onnx",
    });
  });

  it("reads data: addresses, into which bundlers put small files", async () => {
    const { bytes } = await readModel(
      "data:application/octet-stream;base64,AQID",
    );
    expect([...bytes]).toEqual([1, 2, 3]);
  });

  it("refuses an answer that is none", async () => {
    answer(() => new Response("no", { status: 404 }));
    await expect(readModel("https://example.org/m.onnx")).rejects.toThrow(
      /HTTP 404.*example\.org\/m\.onnx/,
    );
    answer(() => Promise.reject(new TypeError("Failed to fetch")));
    await expect(readModel("https://example.org/m.onnx")).rejects.toThrow(
      /an address that answers.*Failed to fetch/,
    );
  });

  it("ends with the signal's reason", async () => {
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    const asked = answer(() => new Response("no"));
    for (const source of ["https://example.org/m.onnx", new Uint8Array(1)])
      await expect(readModel(source, { signal })).rejects.toBe(reason);
    expect(asked).toEqual([]);
  });

  it.each([[undefined], [""], [{}], [42]])("refuses %p", async (source) => {
    await expect(readModel(source as string)).rejects.toThrow(
      /an address, path or bytes, such as fastDhm of .* for model/,
    );
  });
});
