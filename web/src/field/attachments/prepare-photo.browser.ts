const longestEdge = 2_560;
const quality = 0.85;
/** What an attachment that is no recording may have, as the server sees it. */
const mostBytes = 32 * 1_048_576;

export type PreparedPhoto =
  | { readonly kind: "ready"; readonly bytes: Uint8Array<ArrayBuffer>; readonly media: string }
  | { readonly kind: "unreadable" | "tooLarge" };

/**
 * Draws a picture anew: at most 2560 pixels on its longer side, and without what the camera wrote into it (place, time,
 * device). `original` keeps the file as it is; a PDF always is.
 */
export async function preparePhoto(file: File, original: boolean): Promise<PreparedPhoto> {
  if (original || file.type === "application/pdf") {
    if (file.size > mostBytes) return { kind: "tooLarge" };
    return { kind: "ready", bytes: new Uint8Array(await file.arrayBuffer()), media: file.type };
  }
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => undefined);
  if (picture === undefined) return { kind: "unreadable" };
  const scale = Math.min(1, longestEdge / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  if (context === null) return { kind: "unreadable" };
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
  if (drawn === null) return { kind: "unreadable" };
  return { kind: "ready", bytes: new Uint8Array(await drawn.arrayBuffer()), media: "image/jpeg" };
}
