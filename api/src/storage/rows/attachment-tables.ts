import type { AttachmentKind } from "../../contract/rescue/index.ts";

/** Rows of attachments, their chunks, and what became of recordings that were due. */
export interface AttachmentTables {
  attachments: {
    study: string;
    id: string;
    session: string;
    note: string | null;
    kind: AttachmentKind;
    name: string;
    media: string;
    bytes: number;
    sha256: string | null;
    seconds: number | null;
    starts_at: number | null;
    recorded_at: string;
    owner: string;
    wrapped_key: string;
    sealed_key: string | null;
    begun_at: string;
    finished_at: string | null;
    purged_at: string | null;
  };
  attachment_chunks: { study: string; attachment: string; position: number; sha256: string; bytes: number };
  recording_retention: { study: string; until: string; reason: string; set_by: string; set_at: string };
  attachment_purges: {
    study: string;
    attachment: string;
    sha256: string;
    bytes: number;
    due_on: string;
    reason: string;
    actor: string;
    at: string;
  };
}
