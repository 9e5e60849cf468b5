import type { Coding } from "@diaoyan/analysis";
import { routes } from "@diaoyan/api/contract";
import type { Codebook } from "@diaoyan/instruments";
import { useQuery } from "@tanstack/react-query";
import { Checkbox, Empty, Modal } from "antd";
import { useState } from "react";
import { client } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";

interface Props {
  readonly study: string;
  readonly transcript: string;
  readonly codebook: Codebook;
  readonly onClose: () => void;
  readonly onApply: (codes: readonly string[]) => void;
}

const shownEach = 4;

/** What the dictionary rules would code, by code; only the codes that stay ticked are coded. */
export function RulesDialog({ codebook, onApply, onClose, study, transcript }: Props) {
  const texts = useTexts();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const preview = useQuery({
    queryKey: ["rules", study, transcript],
    gcTime: 0,
    queryFn: () =>
      client.call(routes.applyRules, { params: { study }, body: { transcripts: [transcript], preview: true } }),
  });
  const drafts = (preview.data?.drafts ?? []) as unknown as readonly Coding[];
  const groups = codebook.codes
    .map((code) => ({ code, drafts: drafts.filter((draft) => draft.code === code.id) }))
    .filter((group) => group.drafts.length > 0);
  const chosen = groups.filter(({ code }) => !left.has(code.id));
  const count = chosen.reduce((sum, group) => sum + group.drafts.length, 0);
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  return (
    <Modal
      open
      title={texts.coding.applyRules}
      okText={texts.codingDesk.rules.apply(count)}
      okButtonProps={{ disabled: count === 0 }}
      onOk={() => onApply(chosen.map(({ code }) => code.id))}
      onCancel={onClose}
      loading={preview.isPending}
    >
      <ProblemAlert error={preview.error} />
      <p className="note">{texts.codingDesk.rules.note(preview.data?.kept ?? 0)}</p>
      {groups.length === 0 && preview.data !== undefined && <Empty description={texts.codingDesk.rules.none} />}
      <ul className="rule-preview">
        {groups.map(({ code, drafts: found }) => (
          <li key={code.id}>
            <Checkbox checked={!left.has(code.id)} onChange={() => toggle(code.id)}>
              {code.number} {code.name}（{found.length}）
            </Checkbox>
            {found.slice(0, shownEach).map((draft) => (
              <p key={draft.id} className="note">
                {draft.before.slice(-8)}
                <mark>{draft.quote}</mark>
                {draft.after.slice(0, 8)}
              </p>
            ))}
            {found.length > shownEach && <p className="note">{texts.coding.more(found.length - shownEach)}</p>}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
