import type { UnplacedLine } from "@diaoyan/api/contract";
import { Alert, Button, Input } from "antd";
import { useState } from "react";
import { useTexts } from "../texts.tsx";
import { useOneAtATime } from "../ui/use-one-at-a-time.ts";

interface Props {
  readonly unplaced: readonly UnplacedLine[];
  readonly names: ReadonlyMap<string, string>;
  readonly placing: string | undefined;
  readonly onPlace: (one: UnplacedLine) => void;
  readonly onDismiss: (one: UnplacedLine, reason: string) => Promise<boolean>;
}

/** Codings that a correction of the text could not place: each can be put on its words by hand, or dismissed with a reason. */
export function UnplacedNote({ names, onDismiss, onPlace, placing, unplaced }: Props) {
  const texts = useTexts().codingDesk.unplaced;
  const [leaving, setLeaving] = useState<string | null>(null);
  if (unplaced.length === 0) return null;
  const list = (
    <ul className="places unplaced">
      {unplaced.map((one) => (
        <li key={one.coding} className={one.coding === placing ? "chosen" : undefined}>
          <strong>{names.get(one.code) ?? texts.goneCode}</strong> {one.quote}{" "}
          {one.coding === leaving ? (
            <Dismissal one={one} onDismiss={onDismiss} onCancel={() => setLeaving(null)} />
          ) : (
            <>
              <Button size="small" aria-label={texts.place(one.quote)} onClick={() => onPlace(one)}>
                {texts.begin}
              </Button>{" "}
              <Button
                size="small"
                type="text"
                aria-label={texts.dismissOne(one.quote)}
                onClick={() => setLeaving(one.coding)}
              >
                {texts.dismiss}
              </Button>
            </>
          )}
        </li>
      ))}
    </ul>
  );
  return <Alert type="warning" showIcon role="status" title={texts.count(unplaced.length)} description={list} />;
}

interface DismissalProps extends Pick<Props, "onDismiss"> {
  readonly one: UnplacedLine;
  readonly onCancel: () => void;
}

function Dismissal({ one, onCancel, onDismiss }: DismissalProps) {
  const texts = useTexts().codingDesk.unplaced;
  const [reason, setReason] = useState("");
  const once = useOneAtATime();
  const given = reason.trim();
  const send = async () => {
    if (given !== "" && (await onDismiss(one, given))) onCancel();
  };
  return (
    <div className="dismissal">
      <Input
        size="small"
        autoFocus
        aria-label={texts.reason}
        placeholder={texts.reasonOf}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={() => once(send)}
        onKeyDown={(event) => event.key === "Escape" && onCancel()}
      />
      <Button size="small" type="primary" disabled={given === ""} onClick={() => once(send)}>
        {texts.dismiss}
      </Button>
      <Button size="small" onClick={onCancel}>
        {texts.cancel}
      </Button>
    </div>
  );
}
