import type { AttachmentKind } from "@diaoyan/api/contract/rescue";
import { localDay, localTime } from "../local-time.ts";

const endings: Readonly<Record<string, string>> = {
  "audio/webm": "webm",
  "audio/mp4": "m4a",
  "audio/ogg": "ogg",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/heic": "heic",
  "image/heif": "heif",
  "application/pdf": "pdf",
};

/** A name that says kind and moment; never the one a phone or person gave, which may tell too much. */
export function nameAttachment(kind: AttachmentKind, media: string, at: Date): string {
  const ending = endings[media.split(";")[0]?.trim() ?? ""] ?? "bin";
  const moment = `${localDay(at)}-${localTime(at)}:${String(at.getSeconds()).padStart(2, "0")}`.replace(/[-:]/g, "");
  return `${kind}-${moment.slice(0, 8)}-${moment.slice(8)}.${ending}`;
}
