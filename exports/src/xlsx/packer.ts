/** Packs the bytes of one file by DEFLATE (RFC 1951) and hands the packed ones on. */
export interface Packer {
  /** Comes back when the bytes are no longer needed. */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Comes back when all packed bytes were handed on. */
  end(): Promise<void>;
}

/** Starts packing one file; `take` gets its packed bytes in order. */
export type StartPacker = (take: (piece: Uint8Array) => void) => Packer;

/** Packs as every runtime can. */
export const startPacker: StartPacker = (take) => {
  const stream = new CompressionStream("deflate-raw");
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  const read = (async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      take(value);
    }
  })();
  return {
    write: (bytes) => writer.write(bytes),
    end: async () => {
      await writer.close();
      await read;
    },
  };
};
