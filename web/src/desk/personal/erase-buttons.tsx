import { routes } from "@diaoyan/api/contract";
import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";

/** Erases a person after a reason was given. */
export function ErasePersonButton({ person, name }: { readonly person: string; readonly name: string }) {
  const texts = useTexts().personal;
  const { id } = useStudy();
  const erase = useAction(routes.erasePersonal);
  return (
    <EraseDialog
      label={texts.erase}
      title={texts.eraseTitle(name)}
      note={texts.eraseNote}
      action={erase}
      run={(reason) => erase.mutateAsync({ params: { study: id, person }, body: { reason } })}
    />
  );
}

/** Destroys names and contacts that are past their day, after a reason was given. */
export function PurgeContactsButton({ due }: { readonly due: number }) {
  const texts = useTexts().personal;
  const { id } = useStudy();
  const purge = useAction(routes.purgeContacts);
  return (
    <EraseDialog
      label={texts.purge}
      title={texts.purgeTitle(due)}
      note={texts.purgeNote}
      action={purge}
      run={(reason) => purge.mutateAsync({ params: { study: id }, body: { reason } })}
    />
  );
}

/** Erases all personal data of the study, once its id was typed. */
export function EraseAllButton() {
  const texts = useTexts().personal;
  const { id } = useStudy();
  const erase = useAction(routes.eraseStudyPersonal);
  return (
    <EraseDialog
      label={texts.all}
      title={texts.all}
      note={texts.allNote}
      confirm={id}
      action={erase}
      run={(reason) => erase.mutateAsync({ params: { study: id }, body: { reason, confirm: id } })}
    />
  );
}

interface DialogProps {
  readonly label: string;
  readonly title: string;
  readonly note: string;
  /** What must be typed before anything is erased. */
  readonly confirm?: string;
  readonly action: { readonly isPending: boolean; readonly error: Error | null };
  readonly run: (reason: string) => Promise<unknown>;
}

function EraseDialog({ label, title, note, confirm, action, run }: DialogProps) {
  const texts = useTexts().personal;
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const ready = reason.trim() !== "" && (confirm === undefined || typed.trim() === confirm);
  const erase = async () => {
    await run(reason.trim());
    setOpen(false);
    void message.success(texts.erasedNow);
  };
  return (
    <>
      <Button size="small" danger onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        title={title}
        okText={label}
        okButtonProps={{ danger: true, disabled: !ready, loading: action.isPending }}
        onOk={() => void erase().catch(() => undefined)}
        onCancel={() => setOpen(false)}
      >
        <div className="stack">
          <p>{note}</p>
          <Input
            aria-label={texts.columns.reason}
            placeholder={texts.eraseReason}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
          {confirm !== undefined && (
            <Input
              aria-label={texts.allConfirm(confirm)}
              placeholder={texts.allConfirm(confirm)}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
          <ProblemAlert error={action.error} />
        </div>
      </Modal>
    </>
  );
}
