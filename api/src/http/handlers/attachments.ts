import type { attachmentRoutes } from "../../contract/attachments.ts";
import { beginAttachment, beginRescuedAttachment } from "../../use-cases/begin-attachment.ts";
import { purgeRecordings } from "../../use-cases/purge-recordings.ts";
import { openAttachment, readAttachment } from "../../use-cases/read-attachment.ts";
import { finishAttachment, receiveChunk } from "../../use-cases/receive-attachment.ts";
import { assignAttachment, listAttachments, readRecordings, setRetention } from "../../use-cases/recordings.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";

export function attachmentHandlers({ ports }: Services): HandlersOf<typeof attachmentRoutes> {
  return {
    listAttachments: ({ params, query, caller, role }) =>
      listAttachments(ports, { study: params.study, session: query.session, caller, role }),
    beginAttachment: ({ params, caller, body }) =>
      beginAttachment(ports, caller, { study: params.study, id: params.attachment, announced: body }),
    beginRescuedAttachment: ({ params, caller, body }) =>
      beginRescuedAttachment(ports, caller, { study: params.study, id: params.attachment, rescued: body }),
    putAttachmentChunk: async ({ params, query, caller, role, bytes }) => {
      const { study, attachment, position } = params;
      const chunk = { position, sha256: query.sha256, bytes };
      await receiveChunk(ports, { study, id: attachment, caller, role }, chunk);
      return { marker: "diaoyan-stored" as const, position, sha256: query.sha256 };
    },
    finishAttachment: ({ params, caller, role }) =>
      finishAttachment(ports, { study: params.study, id: params.attachment, caller, role }),
    openAttachment: ({ params, caller, role }) =>
      openAttachment(ports, { study: params.study, id: params.attachment, caller, role }),
    readAttachment: ({ params, query, caller, role, range }) =>
      readAttachment(ports, { study: params.study, id: params.attachment, caller, role, ticket: query.ticket, range }),
    assignAttachment: async ({ params, caller, body }) => {
      const given = { study: params.study, id: params.attachment, session: body.session };
      return { attachment: await assignAttachment(ports, caller, given) };
    },
    getRecordings: ({ params }) => readRecordings(ports, params.study),
    setRetention: async ({ params, caller, body }) => ({
      retention: await setRetention(ports, caller, { study: params.study, ...body }),
    }),
    purgeRecordings: async ({ params, caller, body }) => ({
      purges: await purgeRecordings(ports, caller, { study: params.study, ...body }),
    }),
  };
}
