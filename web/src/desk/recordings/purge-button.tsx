import { routes } from "@diaoyan/api/contract";
import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useOneAtATime } from "../ui/use-one-at-a-time.ts";
import { useStudy } from "../use-study.ts";

interface PurgeButtonProps {
  readonly label: string;
  /** What is to be destroyed, asked once more. */
  readonly title: string;
  /** Without it, what is due. */
  readonly attachments?: readonly string[];
  /** What is said afterwards. */
  readonly done: (count: number) => string;
}

/** Destroys the recordings that are due, or the named attachments, after a reason was given. */
export function PurgeButton({ label, title, attachments, done }: PurgeButtonProps) {
  const texts = useTexts().recordings;
  const { id } = useStudy();
  const { message } = App.useApp();
  const purge = useAction(routes.purgeRecordings);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState(attachments === undefined ? texts.dueReason : "");
  const once = useOneAtATime();
  const run = async () => {
    const body = { reason, ...(attachments === undefined ? {} : { attachments: [...attachments] }) };
    const { purges } = await purge.mutateAsync({ params: { study: id }, body });
    setOpen(false);
    void message.success(done(purges.length));
  };
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        title={title}
        okText={texts.purge}
        okButtonProps={{ danger: true, disabled: !open || reason.trim() === "", loading: purge.isPending }}
        onOk={() => once(run)}
        onCancel={() => setOpen(false)}
      >
        <div className="stack">
          <p>{texts.purgeNote}</p>
          <Input
            aria-label={texts.reason}
            placeholder={texts.reason}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
          <ProblemAlert error={purge.error} />
        </div>
      </Modal>
    </>
  );
}
