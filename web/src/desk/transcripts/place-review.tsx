import { type CallOutput, routes } from "@diaoyan/api/contract";
import {
  createOffsetIndex,
  type IdentifierHit,
  joinPlaces,
  type Replacement,
  type TextSpan,
} from "@diaoyan/instruments";
import { App, Button } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { problemOf, useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { type Decision, DecisionRow } from "./decision-row.tsx";
import { MarkByHand } from "./original-text.tsx";
import { PageTurner } from "./page-turner.tsx";

type Found = CallOutput<typeof routes.listIdentifiers>;
type Hit = Found["hits"][number];

/** A place with what is decided of it. */
interface Place extends Hit {
  readonly decision: Decision;
}

function decisionOf({ decided, replacement }: Hit): Decision {
  if (decided === undefined) return { keep: false, replacement };
  return { keep: decided.replacement === null, replacement: decided.replacement ?? replacement };
}

interface Props {
  readonly transcript: string;
  readonly found: Found;
}

const placesAPage = 50;
const shownAround = 15;

/** The places with one that was marked by hand; places it overlaps are taken in. */
function addPlace(places: readonly Place[], original: string, mark: Replacement): readonly Place[] {
  const index = createOffsetIndex(original);
  const slice = (start: number, end: number) =>
    index.slice({ start: Math.max(0, start), end: Math.min(index.length, end) } as TextSpan);
  const known = new Map(places.map((one) => [`${one.start} ${one.end}`, one]));
  return joinPlaces(original, places as unknown as readonly IdentifierHit[], [mark]).map((one) => {
    const { start, end, replacement } = one;
    const before = known.get(`${start} ${end}`);
    if (before !== undefined && before.replacement === replacement) return before;
    return {
      ...one,
      before: slice(start - shownAround, start),
      after: slice(end, end + shownAround),
      decision: { keep: false, replacement },
    };
  });
}

/** Every place the rules find or somebody marks, in its words: replaced as the rule says, by something else, or kept. */
export function PlaceReview({ transcript, found }: Props) {
  const { deidentify: texts } = useTexts();
  const { id } = useStudy();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const make = useAction(routes.deidentifyTranscript);
  const [page, setPage] = useState(0);
  const [places, setPlaces] = useState<readonly Place[]>(() =>
    found.hits.map((hit) => ({ ...hit, decision: decisionOf(hit) })),
  );
  const problem = problemOf(make.error);
  const unplaced = problem?.code === "transcript.unplaced" ? (problem.errors ?? []).map(({ place }) => place) : [];
  const submit = async (removeCodings: readonly string[]) => {
    const decided = places.map(({ end, start, decision: { keep, replacement } }) => ({
      start,
      end,
      replacement: keep ? null : replacement,
    }));
    const { revision, rulesRevision } = found;
    const body = { revision, rulesRevision, decisions: decided, removeCodings: [...removeCodings] };
    const { carried, removed } = await make.mutateAsync({ params: { study: id, transcript }, body });
    void message.success(texts.done(carried, removed));
    await navigate(`/studies/${id}/transcripts/${transcript}`);
  };
  const change = (changed: Place, decision: Decision) =>
    setPlaces(places.map((one) => (one === changed ? { ...one, decision } : one)));
  const mark = (original: string, span: TextSpan, replacement: string) =>
    setPlaces(addPlace(places, original, { ...span, replacement }));
  const empty = places.filter(({ decision: { keep, replacement } }) => !keep && replacement.trim() === "").length;
  return (
    <>
      <h3>{texts.places(places.length)}</h3>
      {places.length === 0 && <p className="note">{texts.none}</p>}
      <ol className="deidentify-places" start={page * placesAPage + 1}>
        {places.slice(page * placesAPage, (page + 1) * placesAPage).map((place) => (
          <DecisionRow
            key={place.start}
            text={place.text}
            around={place}
            rule={place.rule}
            decision={place.decision}
            onChange={(next) => change(place, { ...place.decision, ...next })}
          />
        ))}
      </ol>
      <PageTurner page={page} pages={Math.ceil(places.length / placesAPage)} onTurn={setPage} />
      <MarkByHand transcript={transcript} onMark={mark} />
      <Memos memos={found.memos} />
      {found.rulesRevision === 0 && <p className="note">{texts.saveFirst}</p>}
      {empty > 0 && <p className="note">{texts.emptyLeft(empty)}</p>}
      <ProblemAlert error={make.error} />
      {unplaced.length > 0 && (
        <Button danger loading={make.isPending} onClick={() => void submit(unplaced).catch(() => undefined)}>
          {texts.removeUnplaced(unplaced.length)}
        </Button>
      )}
      <Button
        type="primary"
        disabled={places.length === 0 || empty > 0 || found.rulesRevision === 0}
        loading={make.isPending}
        onClick={() => void submit([]).catch(() => undefined)}
      >
        {texts.apply}
      </Button>
    </>
  );
}

/** Memos beside the codings that hold such words, too. */
function Memos({ memos }: { readonly memos: Found["memos"] }) {
  const { deidentify: texts } = useTexts();
  if (memos.length === 0) return null;
  return (
    <details className="deidentify-original">
      <summary>{texts.memos(memos.length)}</summary>
      <p className="note">{texts.memosNote}</p>
      <ul>
        {memos.map(({ coding, memo, words }) => (
          <li key={coding}>{`${memo}（${[...new Set(words)].join("、")}）`}</li>
        ))}
      </ul>
    </details>
  );
}
