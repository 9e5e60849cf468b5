import type { CaseSummary } from "@diaoyan/analysis";
import { type CaseChangeLine, routes } from "@diaoyan/api/contract";
import { Card, Tag } from "antd";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";

/** Sentences shown of one change. */
const most = 5;

/** Who or what changed the case, newest first: machine and hand apart, with the words before and after. */
export function TrailCard({ summary }: { readonly summary: CaseSummary }) {
  const texts = useTexts();
  const { id } = useStudy();
  const query = useRoute(routes.listCaseChanges, { params: { study: id, case: summary.id } });
  return (
    <Card size="small" title={texts.cases.trail}>
      <QueryView query={query}>
        {({ changes }) =>
          changes.length === 0 ? (
            <p className="note">{texts.cases.trailEmpty}</p>
          ) : (
            <ul className="case-lines">
              {changes.map((change) => (
                <ChangeLine key={change.revision} change={change} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Card>
  );
}

function ChangeLine({ change: { kind, by, actor, at, sentences } }: { readonly change: CaseChangeLine }) {
  const texts = useTexts();
  return (
    <li>
      <Tag color={by === "machine" ? "default" : "gold"}>{texts.cases.trailBy[by]}</Tag>
      <span>{texts.cases.trailKinds[kind] ?? kind}</span>
      <span className="note">
        {actor} {texts.moment(at)}
      </span>
      {/* a draft is the machine's from the first word to the last: its sentences stand above */}
      {by === "hand" &&
        sentences.slice(0, most).map(({ before, after }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a change never move
          <p className="case-change" key={place}>
            {before !== null && <del>{before}</del>} {after !== null && <ins>{after}</ins>}
          </p>
        ))}
      {by === "hand" && sentences.length > most && (
        <p className="case-change note">{texts.cases.trailMore(sentences.length - most)}</p>
      )}
    </li>
  );
}
