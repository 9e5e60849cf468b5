import { type QuestionnaireSummary, routes } from "@diaoyan/api/contract";
import {
  compareVersions,
  compileQuestionnaire,
  type LintFinding,
  type QuestionnaireDefinition,
  type Variable,
} from "@diaoyan/instruments";
import { Empty, Select } from "antd";
import { useMemo, useState } from "react";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { ChangeList } from "./change-list.tsx";
import { useAuthoringTexts, useEditor } from "./editor.ts";

/** The draft, by a word that is no hash. */
const theDraft = "draft";

interface Side {
  readonly definition: QuestionnaireDefinition;
  readonly variables: readonly Variable[];
}

/** Two states of the questionnaire against each other: a version and the draft, or two versions. */
export function CompareView({ summary }: { readonly summary: QuestionnaireSummary }) {
  const texts = useAuthoringTexts();
  const desk = useTexts();
  const newest = summary.versions.at(-1)?.hash;
  const [older, setOlder] = useState(newest);
  const [newer, setNewer] = useState<string>(theDraft);
  if (newest === undefined || older === undefined) return <Empty description={texts.nothingToCompare} />;
  const versions = summary.versions
    .map(({ hash, number }) => ({ value: hash, label: desk.versionNumber(number) }))
    .reverse();
  return (
    <>
      <div className="actions">
        <Select
          aria-label={texts.olderSide}
          value={older}
          options={versions}
          onChange={setOlder}
          popupMatchSelectWidth={false}
        />
        <span>→</span>
        <Select
          aria-label={texts.newerSide}
          value={newer}
          options={[{ value: theDraft, label: texts.draftSide }, ...versions]}
          onChange={setNewer}
          popupMatchSelectWidth={false}
        />
      </div>
      <WithVersion name={summary.name} hash={older}>
        {(before) =>
          newer === theDraft ? (
            <DraftAgainst before={before} />
          ) : (
            <WithVersion name={summary.name} hash={newer}>
              {(after) => <Differences before={before} after={after} />}
            </WithVersion>
          )
        }
      </WithVersion>
    </>
  );
}

interface WithProps {
  readonly name: string;
  readonly hash: string;
  readonly children: (side: Side) => React.ReactNode;
}

function WithVersion({ name, hash, children }: WithProps) {
  const { id } = useStudy();
  const params = { study: id, questionnaire: name, version: hash };
  const query = useRoute(routes.getQuestionnaireVersion, { params }, { staleTime: Number.POSITIVE_INFINITY });
  return <QueryView query={query}>{(version) => children(version as unknown as Side)}</QueryView>;
}

/** What would refuse the newer one, as far as it can be compiled. */
export function findRefusals(before: readonly Variable[], after: QuestionnaireDefinition): readonly LintFinding[] {
  try {
    return compareVersions({ variables: before }, compileQuestionnaire(after));
  } catch {
    return [];
  }
}

function DraftAgainst({ before }: { readonly before: Side }) {
  const { draft } = useEditor();
  const after = draft as unknown as QuestionnaireDefinition;
  const refusals = useMemo(() => findRefusals(before.variables, after), [before, after]);
  return <ChangeList before={before.definition} after={after} refusals={refusals} />;
}

function Differences({ before, after }: { readonly before: Side; readonly after: Side }) {
  const refusals = useMemo(() => compareVersions(before, after), [before, after]);
  return <ChangeList before={before.definition} after={after.definition} refusals={refusals} />;
}
