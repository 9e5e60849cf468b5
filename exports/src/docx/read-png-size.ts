/** Width and height in pixels from the header of a PNG (PNG specification, §11.2.2 IHDR). */
export function readPngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
