import { Button, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTexts } from "../texts.tsx";
import { useKeptDraft } from "../ui/use-kept-draft.ts";

interface Props {
  /** Under which the typed words are kept on the device until they are stored. */
  readonly name: string;
  readonly label: string;
  /** The words that stand on the server. */
  readonly text: string;
  readonly maxLength: number;
  /** Stores the words; whether they stand. */
  readonly onSave: (text: string) => Promise<boolean>;
}

/**
 * Words that are stored when the field is left, and kept on the device until they are: a lost network or a page that is loaded
 * anew costs none. Where somebody else wrote meanwhile their words are shown, and a button decides.
 */
export function MemoField({ label, maxLength, name, onSave, text }: Props) {
  const texts = useTexts();
  const kept = useKeptDraft<string>(name);
  const [typed, setTyped] = useState(kept.restored?.value ?? text);
  const [busy, setBusy] = useState(false);
  // the words that were typed over
  const over = useRef(String(kept.restored?.base ?? text));
  const latest = useRef(typed);
  const { dirty } = kept;
  useEffect(() => {
    if (dirty) return;
    over.current = text;
    latest.current = text;
    setTyped(text);
  }, [dirty, text]);
  const change = (value: string) => {
    latest.current = value;
    setTyped(value);
    kept.keep(value, over.current);
  };
  const save = async () => {
    if (busy) return;
    setBusy(true);
    const sent = latest.current;
    if (sent === text || (await onSave(sent))) {
      over.current = sent;
      if (latest.current === sent) kept.forget();
      else kept.keep(latest.current, sent);
    }
    setBusy(false);
  };
  const overtaken = dirty && text !== over.current && text !== typed;
  return (
    <div className="memo-box">
      <Input.TextArea
        aria-label={label}
        placeholder={label}
        autoSize={{ minRows: 2, maxRows: 12 }}
        maxLength={maxLength}
        value={typed}
        onChange={(event) => change(event.target.value)}
        onBlur={() => dirty && !overtaken && void save()}
      />
      {overtaken && <p className="note">{texts.codingDesk.memoOther(text)}</p>}
      {dirty && typed !== text && (
        <Button size="small" type="primary" loading={busy} onClick={() => void save()}>
          {overtaken ? texts.codingDesk.memoMine : texts.save}
        </Button>
      )}
      {overtaken && (
        <Button size="small" onClick={kept.forget}>
          {texts.codingDesk.memoTheirs}
        </Button>
      )}
    </div>
  );
}
