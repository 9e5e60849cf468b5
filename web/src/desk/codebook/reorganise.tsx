import { type Coding, nextNumber } from "@diaoyan/analysis";
import { type CallOutput, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { brandAs, type Code, type Codebook, type CodeId } from "@diaoyan/instruments";
import { App, Button, Checkbox, Input, Modal, Select, Tooltip } from "antd";
import { useState } from "react";
import { useAction, useRoute } from "../api.ts";
import { nameCoder } from "../coding/name-coder.ts";
import { PlaceLink } from "../retrieval/place-link.tsx";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useOneAtATime } from "../ui/use-one-at-a-time.ts";
import { useStudy } from "../use-study.ts";
import { newCode } from "./edit-codebook.ts";
import "./reorganise.css";

interface Props {
  readonly code: Code;
  readonly codebook: Codebook;
  readonly revision: number;
  /** Unsaved edits stand: they would be overtaken. */
  readonly dirty: boolean;
  /** The codebook as it stands afterwards. */
  readonly onDone: () => void;
}

type Kind = "merge" | "move" | "split";

/** Merges, moves and splits codes together with their codings; each is one act that can be undone under 操作记录. */
export function ReorganiseActions(props: Props) {
  const texts = useTexts().codebook.reorganise;
  const [kind, setKind] = useState<Kind | null>(null);
  return (
    <>
      {(["merge", "move", "split"] as const).map((one) => (
        <Tooltip key={one} title={props.dirty ? texts.saveFirst : texts.notes[one]}>
          <Button disabled={props.dirty} onClick={() => setKind(one)}>
            {texts.names[one]}
          </Button>
        </Tooltip>
      ))}
      {kind !== null && <ReorganiseDialog {...props} kind={kind} onClose={() => setKind(null)} />}
    </>
  );
}

function ReorganiseDialog(props: Props & { readonly kind: Kind; readonly onClose: () => void }) {
  const { code, codebook, kind, onClose, onDone, revision } = props;
  const texts = useTexts().codebook.reorganise;
  const { id } = useStudy();
  const { message } = App.useApp();
  const send = useAction(routes.reorganiseCodes);
  const once = useOneAtATime();
  const [target, setTarget] = useState<string | null>(null);
  const [number, setNumber] = useState(code.number);
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<ReadonlyMap<string, number>>(new Map());
  const others = codebook.codes.filter((one) => one.id !== code.id);
  const options = others.map((one) => ({ value: String(one.id), label: `${one.number} ${one.name}` }));
  const choose = (value: string) => {
    setTarget(value);
    const parent = others.find((one) => one.id === value) ?? null;
    if (kind === "move") setNumber(nextNumber(codebook, parent, code));
  };
  const changeOf = () => {
    if (kind === "merge") return { kind, from: [String(code.id)], into: target ?? "" };
    if (kind === "move") return { kind, code: code.id, parent: target === "" ? null : target, number };
    const parent = codebook.codes.find((one) => one.id === code.parent) ?? null;
    const part = { ...newCode(codebook, parent, name.trim()), id: brandAs<CodeId>(`c-${newUuid(7)}`) };
    const codings = [...chosen].map(([coding, of]) => ({ coding, revision: of }));
    return { kind, code: code.id, part: part as never, codings };
  };
  const ready = kind === "split" ? name.trim() !== "" && chosen.size > 0 : target !== null;
  const go = async () => {
    await send.mutateAsync({ params: { study: id }, body: { act: newUuid(7), revision, change: changeOf() } });
    void message.success(texts.done);
    onClose();
    onDone();
  };
  return (
    <Modal
      open
      title={`${texts.names[kind]}：${code.number} ${code.name}`}
      okText={texts.names[kind]}
      okButtonProps={{ disabled: !ready, loading: send.isPending }}
      onOk={() => once(go)}
      onCancel={onClose}
    >
      <p className="note">{texts.notes[kind]}</p>
      <ProblemAlert error={send.error} />
      {kind !== "split" && (
        <Select
          showSearch
          optionFilterProp="label"
          className="full"
          aria-label={texts.targets[kind]}
          placeholder={texts.targets[kind]}
          options={kind === "move" ? [{ value: "", label: texts.top }, ...options] : options}
          value={target}
          onChange={choose}
        />
      )}
      {kind === "move" && (
        <Input
          aria-label={texts.number}
          addonBefore={texts.number}
          maxLength={40}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
      )}
      {kind === "split" && (
        <>
          <Input
            aria-label={texts.partName}
            placeholder={texts.partName}
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <SplitList code={code} chosen={chosen} onChosen={setChosen} />
        </>
      )}
    </Modal>
  );
}

interface SplitProps {
  readonly code: Code;
  readonly chosen: ReadonlyMap<string, number>;
  readonly onChosen: (chosen: ReadonlyMap<string, number>) => void;
}

/** The codings of the code; those ticked go to the new one. */
function SplitList({ chosen, code, onChosen }: SplitProps) {
  const texts = useTexts();
  const { id } = useStudy();
  const order = { codes: [code.id] };
  const found = useRoute(routes.retrieveCodings, { params: { study: id }, body: order });
  const more = useAction(routes.retrieveCodings, { quiet: true });
  const [later, setLater] = useState<CallOutput<typeof routes.retrieveCodings>["found"]>([]);
  const all = [...(found.data?.found ?? []), ...later];
  const readMore = async () => {
    const next = await more.mutateAsync({ params: { study: id }, body: { ...order, from: all.length } });
    setLater([...later, ...next.found]);
  };
  const own = all
    .map(({ coding, title }) => ({ coding: coding as unknown as Coding, title }))
    .filter(({ coding }) => coding.code === code.id);
  const nameOf = ({ origin }: Coding) =>
    origin.kind === "human"
      ? nameCoder(origin.user, found.data?.coders ?? {}, texts.codingDesk.formerMember)
      : texts.coding.byRule;
  const toggle = ({ id: coding, revision }: Coding) => {
    const next = new Map(chosen);
    if (!next.delete(coding)) next.set(coding, revision ?? 1);
    onChosen(next);
  };
  return (
    <div className="split-list">
      <ProblemAlert error={found.error ?? more.error} />
      {own.length === 0 && found.data !== undefined && <p className="note">{texts.retrieval.codings.none}</p>}
      {own.map(({ coding, title }) => (
        <div key={coding.id}>
          <Checkbox checked={chosen.has(coding.id)} onChange={() => toggle(coding)}>
            {coding.quote}
          </Checkbox>
          <div className="note split-place">
            {nameOf(coding)} ·{" "}
            <PlaceLink transcript={coding.transcript} start={coding.start} end={coding.end}>
              {title}
            </PlaceLink>
            {coding.memo !== "" && ` ✎ ${coding.memo}`}
          </div>
        </div>
      ))}
      {all.length < (found.data?.total ?? 0) && (
        <Button size="small" loading={more.isPending} onClick={() => void readMore().catch(() => undefined)}>
          {texts.codebook.moreOf(all.length, found.data?.total ?? 0)}
        </Button>
      )}
    </div>
  );
}
