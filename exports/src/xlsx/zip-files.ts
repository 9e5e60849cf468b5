import { joinBytes } from "@diaoyan/instruments";
import { startPacker } from "./packer.ts";
import { ZipStream } from "./zip-stream.ts";

const bytesAStep = 64 * 1024;

/** Files in one zip archive, in their order. It is packed piece by piece, so that a server goes on serving meanwhile. */
export async function zipFiles(
  files: Iterable<readonly [name: string, bytes: Uint8Array]>,
): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipStream(startPacker);
  for (const [name, bytes] of files) {
    zip.begin(name, { large: true });
    for (let at = 0; at < bytes.length; at += bytesAStep) {
      zip.writeBytes(bytes.subarray(at, at + bytesAStep));
      await zip.pack();
    }
    await zip.end();
  }
  zip.finish();
  return joinBytes([...zip.take()]);
}
