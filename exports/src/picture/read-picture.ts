import { joinBytes } from "@diaoyan/instruments";

/** A photograph as a report carries it: without what a camera noted of place, owner and device. */
export interface ReportPicture {
  readonly media: "image/jpeg" | "image/png";
  readonly bytes: Uint8Array;
  /** Pixels as they are stored. */
  readonly width: number;
  readonly height: number;
  /** Degrees clockwise by which the stored picture is to be turned. */
  readonly turn: 0 | 90 | 180 | 270;
}

/** Photographs by the attachment they are. */
export type Pictures = ReadonlyMap<string, ReportPicture>;

/** A JPEG or PNG that documents can hold, its notes taken out; null for anything else, and for a file that is not whole. */
export function readPicture(bytes: Uint8Array): ReportPicture | null {
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(bytes);
    if (bytes[0] === 0x89 && bytes[1] === 0x50) return readPng(bytes);
  } catch (error) {
    // a read past the end of a file that was cut off
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

/** The picture as a file of its own: of all notes only how it is turned is written into it (Exif, tag 0x0112). */
export function withTurn({ media, bytes, turn }: ReportPicture): Pick<ReportPicture, "media" | "bytes"> {
  if (turn === 0) return { media, bytes };
  const tag = Number(Object.keys(turns).find((key) => turns[Number(key)] === turn));
  // length 34, "Exif", big-endian TIFF with one entry of one short
  const head = [0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1];
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, tag, 0, 0, 0, 0, 0, 0];
  return { media, bytes: joinBytes([bytes.subarray(0, 2), new Uint8Array([...head, ...entry]), bytes.subarray(2)]) };
}

/** Far more segments or chunks than any camera writes: millions of empty ones would cost much memory each. */
const mostParts = 20_000;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Markers that begin a frame and say its size (ITU-T T.81, table B.1). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/**
 * JFIF, colour profile and Adobe's colours are needed to draw; all other application data and comments are notes, also the
 * list of further pictures (MPF) that shares its marker with the profile.
 */
function isKept(marker: number, segment: Uint8Array): boolean {
  if (marker === 0xe2) return String.fromCharCode(...segment.subarray(4, 15)) === "ICC_PROFILE";
  return (marker < 0xe0 || [0xe0, 0xee].includes(marker)) && marker !== 0xfe;
}

/** Goes through segments and scans to the end of the picture, and keeps what draws; what phones hang on behind is left out. */
function readJpeg(bytes: Uint8Array): ReportPicture | null {
  const view = viewOf(bytes);
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  let size: { readonly width: number; readonly height: number } | null = null;
  let turn: ReportPicture["turn"] = 0;
  for (let at = 2; ; ) {
    while (view.getUint8(at) === 0xff && view.getUint8(at + 1) === 0xff) at += 1;
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xd9) {
      if (size === null || size.width === 0 || size.height === 0) return null;
      return { media: "image/jpeg", bytes: joinBytes([...parts, bytes.subarray(at, at + 2)]), ...size, turn };
    }
    const length = view.getUint16(at + 2);
    const end = marker === 0xda ? findScanEnd(view, bytes, at + 2 + length) : at + 2 + length;
    const segment = bytes.subarray(at, end);
    if (isFrame(marker)) size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker === 0xe1) turn = readTurn(segment) ?? turn;
    if (isKept(marker, segment)) parts.push(segment);
    if (parts.length > mostParts) return null;
    at = end;
  }
}

/** Where the marker after a scan stands; stuffed bytes and restarts (RST0 to RST7) belong to the scan. */
function findScanEnd(view: DataView, bytes: Uint8Array, from: number): number {
  for (let at = from; ; at += 2) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) throw new RangeError("jpeg: expected an end of the picture, found none");
    const next = view.getUint8(at + 1);
    if (next === 0xff) at -= 1;
    else if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
}

const turns: Readonly<Record<number, ReportPicture["turn"]>> = { 1: 0, 3: 180, 6: 90, 8: 270 };

/** The orientation in a segment of Exif data (tag 0x0112); null where there is none. */
function readTurn(segment: Uint8Array): ReportPicture["turn"] | null {
  if (String.fromCharCode(...segment.subarray(4, 8)) !== "Exif") return null;
  const view = viewOf(segment.subarray(10));
  const little = view.getUint16(0) === 0x4949;
  const first = view.getUint32(4, little);
  const entries = view.getUint16(first, little);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = first + 2 + 12 * entry;
    if (view.getUint16(at, little) === 0x0112) return turns[view.getUint16(at + 8, little)] ?? null;
  }
  return null;
}

/** Chunks of a PNG that are needed to draw it. */
const drawn = new Set(["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"]);

function readPng(bytes: Uint8Array): ReportPicture | null {
  const view = viewOf(bytes);
  const parts: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + 12 + length;
    if (end > bytes.length) return null;
    if (drawn.has(type)) parts.push(bytes.subarray(at, end));
    if (parts.length > mostParts) return null;
    if (type === "IEND") {
      const [width, height] = [view.getUint32(16), view.getUint32(20)];
      return width === 0 || height === 0
        ? null
        : { media: "image/png", bytes: joinBytes(parts), width, height, turn: 0 };
    }
    at = end;
  }
  return null;
}
