import type { ReportPicture } from "./read-picture.ts";

/** A multiple of three bytes, so that pieces stand one after another without filling. */
const piece = 3 * 8_192;

/** A picture as an address that holds it (RFC 2397). */
export function dataUrl({ bytes, media }: ReportPicture): string {
  const pieces = [`data:${media};base64,`];
  for (let at = 0; at < bytes.length; at += piece)
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + piece))));
  return pieces.join("");
}
