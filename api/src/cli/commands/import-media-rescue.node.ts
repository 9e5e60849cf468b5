import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { hashBytes } from "@diaoyan/instruments";
import { fromBase64, isMediaRescue, readLines, takeMediaRescue } from "../../contract/rescue/index.ts";
import { found, Problem, problem } from "../../problems.ts";
import { beginRescuedAttachment } from "../../use-cases/begin-attachment.ts";
import { finishAttachment, receiveChunk } from "../../use-cases/receive-attachment.ts";
import { type DataFolderOption, operatorAtMachine, withInstallation } from "../data-folder.node.ts";

/** Whether a file is a rescue file of photos and recordings; only its head is read. */
export async function holdsMedia(path: string): Promise<boolean> {
  const handle = await open(path).catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(100), 0, 100, 0);
    return isMediaRescue(buffer.subarray(0, bytesRead).toString("utf8"));
  } finally {
    await handle.close();
  }
}

/** What became of the attachments of a rescue file. */
export interface MediaReport {
  readonly attachments: readonly { readonly attachment: string; readonly reason: string | null }[];
  /** Lines or attachments that are missing or damaged. */
  readonly problems: number;
}

/** Brings in a rescue file of photos and recordings, one chunk at a time. */
export function bringMedia(options: DataFolderOption, path: string): Promise<MediaReport> {
  return withInstallation(options, async ({ services: { ports } }) => {
    const caller = operatorAtMachine();
    const lines = readLines(createReadStream(path, { encoding: "utf8" }) as AsyncIterable<string>);
    const report = await takeMediaRescue(lines, ({ study, recoveryKey }) => {
      const callOf = (id: string) => ({ study, id, caller, role: "lead" as const });
      return {
        begin: async ({ attachment, ...rescued }) => {
          found(await ports.studies.find(study), "study.notFound", study);
          return beginRescuedAttachment(ports, caller, { study, id: attachment, rescued: { recoveryKey, ...rescued } });
        },
        put: (attachment, position, chunk) => {
          const bytes = fromBase64(chunk);
          return receiveChunk(ports, callOf(attachment), { position, sha256: hashBytes(bytes), bytes });
        },
        finish: async (attachment) => {
          await finishAttachment(ports, callOf(attachment));
        },
      };
    });
    if (report === undefined) throw problem("rescue.invalid", "line 1: expected the head of a rescue file");
    return {
      attachments: report.taken.map(({ attachment, error }) => ({ attachment, reason: reasonOf(error) })),
      problems: report.problems,
    };
  });
}

function reasonOf(error: unknown): string | null {
  if (error === null) return null;
  if (error instanceof Problem) return error.body.detail;
  throw error;
}
