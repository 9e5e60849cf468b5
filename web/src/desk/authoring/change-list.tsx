import {
  compareDefinitions,
  type DefinitionChange,
  diffWords,
  type Json,
  type LintFinding,
  type QuestionnaireDefinition,
} from "@diaoyan/instruments";
import { Alert, Tag } from "antd";
import { useMemo } from "react";
import { listOutline } from "./edit/outline.ts";
import { useAuthoringTexts } from "./editor.ts";
import { FindingLine } from "./fields/finding-line.tsx";

interface Props {
  readonly before: QuestionnaireDefinition;
  readonly after: QuestionnaireDefinition;
  /** Why the newer one could not follow the older: CV of the compiler. */
  readonly refusals: readonly LintFinding[];
}

const colours: Readonly<Partial<Record<DefinitionChange["kind"], string>>> = {
  added: "green",
  optionAdded: "green",
  removed: "red",
  optionRemoved: "red",
  type: "red",
  condition: "orange",
  required: "orange",
  moved: "blue",
  optionMoved: "blue",
};

/** What changed, grouped by page, words against words. */
export function ChangeList({ before, after, refusals }: Props) {
  const texts = useAuthoringTexts();
  const changes = useMemo(() => compareDefinitions(before, after), [before, after]);
  if (changes.length === 0) return <Alert type="info" showIcon title={texts.noChanges} />;
  const titles = new Map(
    [before, after].flatMap((side) =>
      listOutline(side as unknown as Json).flatMap(({ kind, name, title }) =>
        kind === "page" ? [[name, title || name]] : [],
      ),
    ) as [string, string][],
  );
  const pages = [...new Set(changes.map(({ page }) => page))];
  return (
    <div className="author-changes">
      {refusals.length > 0 && (
        <Alert
          type={refusals.some(({ severity }) => severity === "error") ? "error" : "warning"}
          showIcon
          title={texts.refusedTitle}
          description={refusals.map((finding) => (
            <div key={`${finding.code} ${finding.message}`}>
              <code>{finding.path}</code>
              <FindingLine finding={finding} />
              <p className="note" lang="en">
                {finding.message}
              </p>
            </div>
          ))}
        />
      )}
      <p className="note">{texts.changesCount(changes.length)}</p>
      {pages.map((page) => (
        <section key={page ?? ""}>
          <h3>{page === null ? texts.settings : texts.pageLine(titles.get(page) ?? page)}</h3>
          <ul>
            {changes.flatMap((change, index) =>
              change.page === page
                ? [
                    // biome-ignore lint/suspicious/noArrayIndexKey: a change is its place in the list
                    <ChangeLine key={index} change={change} />,
                  ]
                : [],
            )}
          </ul>
        </section>
      ))}
    </div>
  );
}

function ChangeLine({ change }: { readonly change: DefinitionChange }) {
  const texts = useAuthoringTexts();
  const { kind, subject, name, title, property, locale, before, after } = change;
  const where = [name, title === name ? "" : title].filter((part) => part !== "").join(" ");
  const [list = "", ...rest] = property.split(" ");
  const what = [texts.properties[list] ?? list, ...rest, locale === "en" ? "English" : ""].filter(
    (part) => part !== "",
  );
  return (
    <li>
      <Tag color={colours[kind] ?? "default"}>{texts.changeKinds[kind]}</Tag>
      <span>
        {where !== "" && <strong>{texts.subjectNamed(texts.subjects[subject], where)}</strong>} {what.join(" ")}
      </span>
      {kind === "moved" && before !== after && <p className="note">{texts.movedPage(before ?? "", after ?? "")}</p>}
      {!["added", "removed", "moved", "notation", "optionMoved"].includes(kind) && (
        <Words before={before} after={after} />
      )}
    </li>
  );
}

/** Both states in one line: what went is struck out, what came is marked. */
function Words({ before, after }: { readonly before: string | null; readonly after: string | null }) {
  const runs = diffWords(before ?? "", after ?? "");
  return (
    <p className="author-words">
      {runs.map(({ kind, text }, index) => {
        const Element = kind === "removed" ? "del" : kind === "added" ? "ins" : "span";
        // biome-ignore lint/suspicious/noArrayIndexKey: runs are their order
        return <Element key={index}>{text}</Element>;
      })}
    </p>
  );
}
