import { routes } from "@diaoyan/api/contract";
import type { CompiledQuestionnaire } from "@diaoyan/instruments";
import { readTyped } from "@diaoyan/instruments";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Tag } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { problemOf, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { FormSheet, type SheetHandle } from "./form-sheet.tsx";
import { KeyHelp } from "./key-help.tsx";
import { type Entry, openEntry } from "./open-entry.ts";
import { OriginalFields } from "./original-fields.tsx";
import { type FormAddress, useEntry } from "./use-entry.ts";
import "./paper.css";

interface FormProps {
  readonly address: FormAddress;
  readonly entry: Entry;
  readonly compiled: CompiledQuestionnaire;
  readonly unitForm: boolean;
}

function EntryForm({ address, entry, compiled, unitForm }: FormProps) {
  const texts = useTexts().paper;
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const sheet = useRef<SheetHandle>(null);
  const { typed, state, error, change, finish } = useEntry(address, entry);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const { shown, texts: given } = useMemo(() => readTyped(compiled, typed), [compiled, typed]);
  const { newer } = entry;
  useEffect(() => {
    if (newer !== null) change(newer);
  }, [newer, change]);
  const end = async () => {
    const left = sheet.current?.check() ?? 0;
    if (left > 0) {
      void message.warning(texts.unfinished(left));
      return;
    }
    setBusy(true);
    setRefusal(null);
    try {
      const answer = await finish();
      if (answer !== null) void message.success(texts.done[answer.state]);
      // asked for once more, a finished form would begin the second entry
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "openEntry" });
      await navigate(`/studies/${address.study}/paper/${address.batch}`);
    } catch (refused) {
      setRefusal(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <PageHead title={texts.entry(address.form)} note={texts.passNote(entry.pass, entry.samePerson)} sticky>
        <span className="note">{texts.filled(given.size, shown.size)}</span>
        <Tag color={state === "saved" ? "green" : state === "saving" ? "blue" : "orange"} aria-live="polite">
          {texts[state]}
        </Tag>
        <Button id="finish-entry" type="primary" loading={busy} onClick={() => void end()}>
          {texts.finish}
        </Button>
      </PageHead>
      <ProblemAlert error={error ?? refusal} />
      <KeyHelp />
      <FormSheet compiled={compiled} typed={typed} onChange={change} handle={sheet} />
      <OriginalFields address={address} original={entry.original} open={unitForm} />
    </>
  );
}

/** Who is at the form already, or where its number stands, and what can be done. */
function Refusal({ error, onTakeOver }: { readonly error: unknown; readonly onTakeOver: () => void }) {
  const { paper: texts, moment } = useTexts();
  const problem = problemOf(error);
  const about = problem?.errors?.[0];
  if (about === undefined || (problem?.code !== "paper.taken" && problem?.code !== "paper.duplicate")) {
    return <ProblemAlert error={error} page />;
  }
  const taken = problem.code === "paper.taken";
  return (
    <Alert
      type="warning"
      showIcon
      title={problem.title}
      description={taken ? texts.takenBy(about.place, moment(about.message)) : texts.duplicateIn(about.message)}
      action={taken && <Button onClick={onTakeOver}>{texts.takeOver}</Button>}
    />
  );
}

/** The data entry of one paper form. */
export function EntryPage() {
  const texts = useTexts().paper;
  const { id } = useStudy();
  const { batch = "", form = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const takeOver = search.has("takeOver");
  const address = useMemo(() => ({ study: id, batch, form }), [id, batch, form]);
  const about = useRoute(routes.getPaperQuestionnaire, { params: { study: id, batch } }, { staleTime: 60_000 });
  const opening = useQuery({
    queryKey: ["openEntry", address, takeOver],
    queryFn: () => openEntry(address, takeOver),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <>
      <p>
        <Link to={`/studies/${id}/paper/${batch}`}>{texts.back}</Link>
      </p>
      <QueryView query={about}>
        {(data) =>
          opening.error === null ? (
            <QueryView query={opening}>
              {(entry) => (
                <EntryForm
                  key={`${form} ${entry.pass} ${takeOver}`}
                  address={address}
                  entry={entry}
                  compiled={data.compiled as unknown as CompiledQuestionnaire}
                  unitForm={data.unit !== null}
                />
              )}
            </QueryView>
          ) : (
            <Refusal error={opening.error} onTakeOver={() => setSearch({ takeOver: "1" }, { replace: true })} />
          )
        }
      </QueryView>
    </>
  );
}
