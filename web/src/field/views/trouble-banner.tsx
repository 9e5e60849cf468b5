import { newUuid } from "@diaoyan/api/contract/uuid";
import type { Session } from "@diaoyan/instruments";
import { writeRescue } from "../device.ts";
import { type FieldRecord, makeFieldRecord, tellOutbox } from "../model/field-record.ts";
import { downloadRescue } from "../save-rescue.ts";
import type { Line } from "../sync.ts";
import { useTexts } from "../texts.tsx";
import { Banner } from "../ui.tsx";
import { useWorkspace } from "../workspace.tsx";
import { sayOutbox } from "./state-mark.tsx";

interface TroubleProps {
  readonly id: string;
  readonly record: FieldRecord;
  readonly line: Line;
}

/** What a person must know or do about a record: a merge, a refusal, a session that is gone. */
export function TroubleBanner({ id, record, line }: TroubleProps) {
  const texts = useTexts();
  const { device, rows, go, upload } = useWorkspace();
  const { phase, trouble } = record.outbox;
  const said = sayOutbox(record.outbox, line, texts);
  if (said === null || phase === "received") return null;
  if (phase !== "attention") return <Banner tone={phase === "merged" ? "calm" : "warn"}>{said}</Banner>;
  const retry = () => {
    device.store.update(id, (one) => tellOutbox(one, { kind: "retried" }));
    upload();
  };
  const sendAsNew = () => {
    const copy: Session = { ...record.session, id: newUuid(7) as Session["id"], revision: 0 };
    device.store.add(device.store.entry(id)?.study ?? "", { ...makeFieldRecord(copy), progress: record.progress });
    void device.attachments.move(id, copy.id);
    void device.store.flush().then(() => device.store.remove(id));
    go(`session/${copy.id}`);
  };
  const rescue = async () => {
    await device.store.flush();
    downloadRescue(await writeRescue(rows, device.vault.owner.email, [id]));
  };
  return (
    <Banner tone="error">
      <p>{said}</p>
      <div className="actions">
        {trouble?.kind === "gone" ? (
          <button type="button" className="button" onClick={sendAsNew}>
            {texts.trouble.asNew}
          </button>
        ) : (
          <button type="button" className="button" onClick={retry}>
            {texts.trouble.retry}
          </button>
        )}
        <button type="button" className="button" onClick={() => void rescue()}>
          {texts.trouble.rescue}
        </button>
      </div>
    </Banner>
  );
}
