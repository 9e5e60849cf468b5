import { routes } from "@diaoyan/api/contract";
import { fromBase64, isMediaRescue, readLines, takeMediaRescue } from "@diaoyan/api/contract/rescue";
import { hashBytes } from "@diaoyan/instruments";
import { client } from "../api.ts";

/** Whether a file is a rescue file of photos and recordings; only its head is read. */
export async function holdsMedia(file: File): Promise<boolean> {
  return isMediaRescue(await file.slice(0, 100).text());
}

/** Brings such a file in, one chunk at a time; undefined where it is none. What is at the server already is not sent again. */
export function importMediaRescue(study: string, file: File, tell: (sent: number) => void) {
  const lines = readLines(readText(file));
  return takeMediaRescue(
    lines,
    ({ recoveryKey }) => ({
      begin: ({ attachment, wrappedKey, sealed, chunks, pieces }) =>
        client.call(routes.beginRescuedAttachment, {
          params: { study, attachment },
          body: { recoveryKey, wrappedKey, sealed, chunks, pieces: [...pieces] },
        }),
      put: async (attachment, position, chunk) => {
        const bytes = fromBase64(chunk);
        await client.call(routes.putAttachmentChunk, {
          params: { study, attachment, position: String(position) },
          query: { sha256: hashBytes(bytes) },
          bytes,
        });
      },
      finish: async (attachment) => {
        await client.call(routes.finishAttachment, { params: { study, attachment } });
      },
    }),
    tell,
  );
}

async function* readText(file: File): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
