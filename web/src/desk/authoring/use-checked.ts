import {
  type CompiledQuestionnaire,
  compareVersions,
  compileQuestionnaire,
  type LintFinding,
  lintForPublishing,
  type QuestionnaireDefinition,
  type Variable,
} from "@diaoyan/instruments";
import { useEffect, useState } from "react";
import type { JsonObject, JsonPath } from "./edit/json-path.ts";
import { parsePath, sayPath, startsWith } from "./edit/json-path.ts";
import { listOutline } from "./edit/outline.ts";
import { listTexts } from "./edit/translations.ts";

/** What the linter says about a draft, and the draft that can be tried out: the newest one without errors. */
export interface Checked {
  readonly draft: JsonObject;
  readonly findings: readonly LintFinding[];
  /** Null while nothing without errors was seen. */
  readonly ready: { readonly definition: QuestionnaireDefinition; readonly compiled: CompiledQuestionnaire } | null;
}

const pause = 300;

/** What publishing stops at although the draft can be tried out: texts that are still to be written. */
const textCodes = new Set(["missing-title", "missing-label"]);

const isBroken = (findings: readonly LintFinding[]) =>
  findings.some(({ severity, code }) => severity === "error" && !textCodes.has(code));

/** Findings about variables point to the question that makes them, so that they can be gone to. */
function placeFindings(draft: JsonObject, compiled: CompiledQuestionnaire, findings: readonly LintFinding[]) {
  const questions = new Map(compiled.variables.map(({ name, question }) => [name, question]));
  const paths = new Map(listOutline(draft).map(({ name, path }) => [name, sayPath(path)]));
  return findings.map((finding) => ({
    ...finding,
    path: paths.get(questions.get(finding.path) ?? "") ?? finding.path,
  }));
}

/** A reminder at the first text without English; a study in Chinese alone may leave it. */
function remindOfEnglish(draft: JsonObject): readonly LintFinding[] {
  const missing = listTexts(draft).filter(({ zh, en }) => zh.trim() !== "" && en.trim() === "");
  const [first] = missing;
  if (first === undefined) return [];
  const message = `texts without English: ${missing.length}`;
  const remedy = "translate them under Translations, or leave them where everybody reads Chinese";
  return [{ severity: "warning", code: "missing-english", path: sayPath(first.path), message, remedy }];
}

/** Checks a draft as publishing will: by itself, and against the variables of the version before. */
export function checkDraft(draft: JsonObject, previous: readonly Variable[] | null, last: Checked["ready"]): Checked {
  const found = lintForPublishing(draft);
  const findings = [...found, ...remindOfEnglish(draft)];
  if (isBroken(found)) return { draft, findings, ready: last };
  const definition = draft as unknown as QuestionnaireDefinition;
  const compiled = compileQuestionnaire(definition);
  const refused = previous === null ? [] : compareVersions({ variables: previous }, compiled);
  return {
    draft,
    findings: [...placeFindings(draft, compiled, refused), ...findings],
    ready: { definition, compiled },
  };
}

/** The check of a draft, a moment after the last letter was typed. */
export function useChecked(draft: JsonObject, previous: readonly Variable[] | null): Checked {
  const [checked, setChecked] = useState(() => checkDraft(draft, previous, null));
  useEffect(() => {
    const timer = setTimeout(() => setChecked((last) => checkDraft(draft, previous, last.ready)), pause);
    return () => clearTimeout(timer);
  }, [draft, previous]);
  return checked;
}

/** The page, panel or question a finding is about; null for the questionnaire itself. */
export function findNode(draft: JsonObject, path: string): JsonPath | null {
  const at = parsePath(path);
  return listOutline(draft).findLast((line) => startsWith(at, line.path))?.path ?? null;
}
