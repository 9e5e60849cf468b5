import { type PolicyComparisonOrder, type ProvisionLine, routes } from "@diaoyan/api/contract";
import { Button, Card, Tag } from "antd";
import { useEffect, useRef } from "react";
import { useRoute } from "../api.ts";
import { PlaceLink } from "../retrieval/place-link.tsx";
import { useTexts } from "../texts.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";

/** A cell of the comparison: the row's value, and the code of the column with its name. */
export interface Cell {
  readonly value: string;
  readonly code: string;
  readonly name: string;
}

interface Props {
  readonly order: PolicyComparisonOrder;
  readonly cell: Cell;
  readonly onClose: () => void;
}

/** The provisions behind a cell with document, article and date; each opens its place at the coding desk. */
export function ProvisionList({ cell, onClose, order }: Props) {
  const texts = useTexts().policies.compare;
  const { id } = useStudy();
  const { code, name, value } = cell;
  const found = useRoute(routes.listProvisions, { params: { study: id }, body: { ...order, value, code } });
  const card = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another cell is another list to bring into sight
  useEffect(() => {
    card.current?.scrollIntoView({ block: "nearest" });
  }, [found.data, code, value]);
  return (
    <Card
      ref={card}
      size="small"
      title={texts.opened(value, name, found.data?.total ?? 0)}
      extra={
        <Button type="text" size="small" onClick={onClose}>
          {texts.close}
        </Button>
      }
    >
      <QueryView query={found}>
        {({ provisions }) => (
          <ul className="places provisions">
            {provisions.map((provision) => (
              <Provision key={`${provision.policy.id} ${provision.start}`} provision={provision} />
            ))}
          </ul>
        )}
      </QueryView>
    </Card>
  );
}

function Provision({ provision }: { readonly provision: ProvisionLine }) {
  const texts = useTexts().policies.compare;
  const { citation, codings, policy, start, words } = provision;
  const first = codings[0] ?? provision;
  return (
    <li>
      <PlaceLink transcript={policy.id} start={first.start} end={first.end}>
        {`《${policy.title}》${citation}`}
      </PlaceLink>
      <div className="note">
        {[policy.issuer, policy.number, policy.day ?? texts.noDay]
          .filter((part) => part !== "")
          .map((part, at) => (
            <span key={part} className="nowrap">{`${at === 0 ? "" : "，"}${part}`}</span>
          ))}
        {codings.some(({ rule }) => rule) && <Tag color="orange">{texts.rule}</Tag>}
      </div>
      <p className="provision-words">{mark(words, start, codings)}</p>
    </li>
  );
}

/** The words of a provision with its codings marked. */
function mark(words: string, start: number, codings: ProvisionLine["codings"]) {
  const letters = [...words];
  const isCoded = (at: number) => codings.some((one) => one.start <= start + at && start + at < one.end);
  const runs: { text: string; coded: boolean }[] = [];
  for (const [at, letter] of letters.entries()) {
    const coded = isCoded(at);
    const last = runs.at(-1);
    if (last !== undefined && last.coded === coded) last.text += letter;
    else runs.push({ text: letter, coded });
  }
  // biome-ignore lint/suspicious/noArrayIndexKey: the words never change
  return runs.map(({ coded, text }, at) => (coded ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>));
}
