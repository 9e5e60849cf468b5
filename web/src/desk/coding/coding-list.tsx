import type { Coding } from "@diaoyan/analysis";
import { Button, Empty, Select, Tag } from "antd";
import { memo, useMemo, useState } from "react";
import { useTexts } from "../texts.tsx";
import { nameCoder } from "./name-coder.ts";

interface Props {
  readonly codings: readonly Coding[];
  readonly hues: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<string, string>;
  /** Names of people by id, and of the person at the desk. */
  readonly coders: Readonly<Record<string, string>>;
  readonly me: string;
  readonly chosen: string | null;
  readonly onOpen: (coding: Coding) => void;
  readonly onRemove: (coding: Coding) => void;
}

const shownAtOnce = 100;

/** The codings in the order of the text: whose, which words; one click shows the place, another takes it away. */
export const CodingList = memo(function CodingList(props: Props) {
  const { chosen, coders, codings, hues, me, names, onOpen, onRemove } = props;
  const texts = useTexts();
  const [code, setCode] = useState<string | undefined>(undefined);
  const [limit, setLimit] = useState(shownAtOnce);
  const used = useMemo(() => [...new Set(codings.map((coding) => coding.code))].sort(), [codings]);
  const ordered = useMemo(() => {
    const matching = codings.filter((coding) => code === undefined || coding.code === code);
    return matching.sort((a, b) => a.start - b.start);
  }, [codings, code]);
  if (codings.length === 0) return <Empty description={texts.coding.none} />;
  return (
    <div className="coding-list">
      <Select
        allowClear
        className="grow"
        aria-label={texts.coding.byCode}
        placeholder={texts.coding.byCode}
        value={code}
        options={used.map((value) => ({ value, label: names.get(value) ?? value }))}
        onChange={setCode}
      />
      <ul>
        {ordered.slice(0, limit).map((coding) => (
          <li key={coding.id} className={coding.id === chosen ? "chosen" : undefined}>
            <button type="button" className="coding-open" onClick={() => onOpen(coding)}>
              <span className="dot" style={{ background: `hsl(${hues.get(coding.code)} 60% 45%)` }} />
              <strong>{names.get(coding.code) ?? coding.code}</strong>
              <WhoCoded coding={coding} coders={coders} me={me} />
              {coding.memo !== "" && <span title={coding.memo}> ✎</span>}
              <span className="quote">{coding.quote}</span>
            </button>
            <Button
              size="small"
              type="text"
              aria-label={texts.coding.removeOne(coding.quote)}
              onClick={() => onRemove(coding)}
            >
              {texts.remove}
            </Button>
          </li>
        ))}
      </ul>
      {ordered.length > limit && (
        <Button block onClick={() => setLimit(limit + shownAtOnce)}>
          {texts.coding.more(ordered.length - limit)}
        </Button>
      )}
    </div>
  );
});

function WhoCoded({ coding, coders, me }: { readonly coding: Coding } & Pick<Props, "coders" | "me">) {
  const texts = useTexts();
  if (coding.origin.kind === "rule") return <Tag>{texts.coding.byRule}</Tag>;
  if (coding.origin.user === me) return null;
  return <Tag color="blue">{nameCoder(coding.origin.user, coders, texts.codingDesk.formerMember)}</Tag>;
}
