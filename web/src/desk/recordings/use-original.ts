import { type AttachmentLine, routes } from "@diaoyan/api/contract";
import { useState } from "react";
import { client } from "../api.ts";

/** Address of an original's bytes for whoever holds the ticket. */
function addressOf(study: string, attachment: string, ticket: string): string {
  const place = `/api/studies/${encodeURIComponent(study)}/attachments/${encodeURIComponent(attachment)}`;
  return `${place}/content?ticket=${encodeURIComponent(ticket)}`;
}

/**
 * Opens an original on demand, the one shown or another that is about to be: the server logs it, and the address works
 * for this person for some hours.
 */
export function useOriginal(study: string, attachment: AttachmentLine["id"] | undefined) {
  const [opened, setOpened] = useState<{ readonly attachment: string; readonly address: string } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const open = async (wanted = attachment): Promise<string | undefined> => {
    if (wanted === undefined) return undefined;
    setBusy(true);
    setError(null);
    try {
      const { ticket } = await client.call(routes.openAttachment, { params: { study, attachment: wanted } });
      const address = addressOf(study, wanted, ticket);
      setOpened({ attachment: wanted, address });
      return address;
    } catch (refused) {
      setError(refused);
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  const address = opened !== null && opened.attachment === attachment ? opened.address : null;
  return { address, open, close: () => setOpened(null), error, busy };
}
