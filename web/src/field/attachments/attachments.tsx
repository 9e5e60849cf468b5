/** Where photos and recordings of a session (`note` null) or of one row of notes are made and shown. */
export interface AttachmentsPlace {
  readonly study: string;
  readonly session: string;
  readonly note: string | null;
}

/** The slot for attachments in the session page; empty until they are built. */
export function Attachments(_: AttachmentsPlace) {
  return null;
}
