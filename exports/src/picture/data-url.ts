import { toBase64 } from "@diaoyan/instruments";
import type { ReportPicture } from "./read-picture.ts";

/** A picture as an address that holds it (RFC 2397). */
export function dataUrl({ bytes, media }: ReportPicture): string {
  return `data:${media};base64,${toBase64(bytes)}`;
}
