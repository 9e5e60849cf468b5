import { type Pictures, type Report, readPicture } from "@diaoyan/exports";
import type { Ports } from "../ports/ports.ts";
import { readWhole } from "./read-attachment.ts";

type PicturePorts = Pick<Ports, "attachments" | "journal" | "clock" | "keys" | "blobs">;

/** Bytes one photograph, and all of a report, may have; what is larger stands by its caption. */
const most = { picture: 12 * 1024 * 1024, report: 64 * 1024 * 1024 };

/** The photographs of a report that are there whole and of a kind that documents hold, without what cameras note in them. */
export async function gatherPictures(ports: PicturePorts, study: string, { blocks }: Report): Promise<Pictures> {
  const wanted = new Set(blocks.flatMap((block) => (block.kind === "picture" ? [block.attachment] : [])));
  if (wanted.size === 0) return new Map();
  const pictures = new Map<string, NonNullable<ReturnType<typeof readPicture>>>();
  let total = 0;
  for (const wantedId of wanted) {
    const attachment = await ports.attachments.find(study, wantedId);
    if (attachment === undefined || attachment.purgedAt !== null || attachment.finishedAt === null) continue;
    const { bytes, id } = attachment;
    if (bytes > most.picture || total + bytes > most.report) continue;
    const picture = readPicture(await readWhole(ports, study, attachment));
    if (picture === null) continue;
    total += bytes;
    pictures.set(id, picture);
  }
  return pictures;
}
