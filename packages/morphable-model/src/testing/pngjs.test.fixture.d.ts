// The part of pngjs that tests use. Its published types bring Node's along, which this package is compiled without.
declare module "pngjs" {
  interface RgbaPicture {
    readonly width: number;
    readonly height: number;
    readonly data: Uint8Array;
  }
  export const PNG: {
    readonly sync: {
      read(file: Uint8Array): RgbaPicture;
      write(picture: RgbaPicture): Uint8Array;
    };
  };
}
