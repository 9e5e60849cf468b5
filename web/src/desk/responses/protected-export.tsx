import { routes } from "@diaoyan/api/contract";
import { Button, Modal } from "antd";
import { useState } from "react";
import { useTexts } from "../texts.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { ProtectionForm } from "./protection-form.tsx";

/** A button that opens the check of who can be singled out, and the download after it. */
export function ProtectedExport({ questionnaire }: { readonly questionnaire: string }) {
  const words = useTexts().protection;
  const { role } = useStudy();
  const [isOpen, setOpen] = useState(false);
  if (!mayCall(role, routes.exportProtected)) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.open}</Button>
      <Modal
        open={isOpen}
        title={words.title}
        width={760}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <ProtectionForm questionnaire={questionnaire} />
      </Modal>
    </>
  );
}
