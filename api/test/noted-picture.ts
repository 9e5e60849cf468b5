/** A PNG of one pixel with a text chunk that names a place. 模拟数据 */
export const notedPicture: Uint8Array<ArrayBuffer> = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAEXRFWHRDb21tZW50AEdQUyAzOS4xTqRBt8kAAAANSURBVHicYxBQMPgPAAIEAWCNvLtxAAAAAElFTkSuQmCC",
    "base64",
  ),
);
