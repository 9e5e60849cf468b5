import { type CallOutput, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { App, Button } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { client, useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useOneAtATime } from "../ui/use-one-at-a-time.ts";
import { useStudy } from "../use-study.ts";
import { PlaceLink } from "./place-link.tsx";

type Act = CallOutput<typeof routes.listCodingActs>["acts"][number];

/** Every act on codings and codes, newest first; each can be undone while nothing came after it. */
export function TrailTab() {
  const all = useTexts();
  const texts = all.retrieval.trail;
  const { id } = useStudy();
  const { message } = App.useApp();
  const newest = useRoute(routes.listCodingActs, { params: { study: id }, query: {} }, { staleTime: 0 });
  const people = useRoute(routes.listAssignments, { params: { study: id } });
  const undo = useAction(routes.undoAct);
  const once = useOneAtATime();
  const [older, setOlder] = useState<readonly Act[]>([]);
  const acts = [...(newest.data?.acts ?? []), ...older];
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new first page begins the list anew
  useEffect(() => setOlder([]), [newest.data]);
  const more = async () => {
    const last = acts.at(-1);
    const query = last === undefined ? {} : { before: last.at, beforeAct: last.act };
    const answer = await client.call(routes.listCodingActs, { params: { study: id }, query });
    setOlder([...older, ...answer.acts]);
  };
  const takeBack = async (act: string) => {
    await undo.mutateAsync({ params: { study: id, undone: act }, body: { act: newUuid(7) } });
    void message.success(texts.undone);
  };
  const nameOf = (actor: string) => people.data?.coders.find((one) => one.id === actor)?.name ?? all.audit.formerMember;
  const nameOfAct = ({ codebook, kind }: Act) =>
    kind === "add" && codebook ? texts.newCode : (texts.kinds[kind] ?? kind);
  const columns = [
    { title: texts.at, render: (_: unknown, { at }: Act) => all.retrieval.moment(at) },
    { title: texts.who, render: (_: unknown, { actor }: Act) => nameOf(actor) },
    { title: texts.what, render: (_: unknown, act: Act) => nameOfAct(act) },
    { title: texts.touched, render: (_: unknown, act: Act) => <Touched act={act} /> },
    { title: texts.count, dataIndex: "count", align: "end" as const },
    {
      title: "",
      render: (_: unknown, { act, codebook, kind, touched }: Act) =>
        // what one may not see, or whose words are gone, one does not undo unseen
        (codebook || touched.length > 0) &&
        kind !== "deidentify" &&
        kind !== "correct" && (
          <Button size="small" onClick={() => once(() => takeBack(act))}>
            {texts.undo}
          </Button>
        ),
    },
  ];
  return (
    <div className="stack">
      <p className="note">{texts.note}</p>
      <ProblemAlert error={undo.error ?? newest.error} />
      <ListTable columns={columns} dataSource={acts.map((act) => ({ ...act, id: act.act }))} empty={texts.none} />
      {acts.length > 0 && acts.length % 100 === 0 && <Button onClick={() => void more()}>{texts.more}</Button>}
    </div>
  );
}

/** The first codes and words an act touched; words open their place. */
function Touched({ act: { codes, count, kind, touched } }: { readonly act: Act }) {
  const texts = useTexts().retrieval.trail;
  const { id } = useStudy();
  const shown = touched.length;
  return (
    <ul className="places touched">
      {codes.map(({ after, before }) => (
        <li key={`${before} ${after}`}>
          {before !== null && (after === null ? <del>{before}</del> : before)}
          {before !== null && after !== null && before !== after && " → "}
          {after !== before && after}
        </li>
      ))}
      {touched.map(({ code, codeBefore, coding, place, quote, reason, title, transcript }) => (
        <li key={coding}>
          {codeBefore !== null && `${codeBefore} → `}
          {code ?? texts.goneCode}：
          {place === null ? (
            `“${quote}”`
          ) : (
            <PlaceLink transcript={transcript} start={place.start} end={place.end}>
              “{quote}”
            </PlaceLink>
          )}{" "}
          <Link className="note" to={`/studies/${id}/transcripts/${transcript}`}>
            {title}
          </Link>
          {reason !== null && <div className="note">{texts.reason(reason)}</div>}
        </li>
      ))}
      {count > shown && (
        <li className="note">{shown === 0 ? texts.hidden(kind, count) : texts.others(count - shown)}</li>
      )}
    </ul>
  );
}
