import type { CaseSummary } from "@diaoyan/analysis";
import type { StudySnapshot } from "@diaoyan/instruments";
import { ExportError, OutlineRefused } from "../errors.ts";
import { parseInline, parseOutline } from "../outline/parse-outline.ts";
import { DirectiveError } from "./directive-error.ts";
import { isMistyped, refuseMistyped } from "./refuse-mistyped.ts";
import { type BuildOptions, ReportState } from "./report-state.ts";
import { resolveInline } from "./resolve-inline.ts";

/** A sentence a person wrote around figures of ledger, data or indicators. */
export interface CaseFigure {
  readonly section: string;
  /** As it is written, with its directives. */
  readonly text: string;
  /** As it reads now; null where a directive names nothing. */
  readonly shown: string | null;
  /** Why it cannot be read. */
  readonly fault: { readonly code: string; readonly message: string } | null;
}

const directive = /(?<!\\):[a-zA-Z]+[[{]/u;
const empty = "---\ntitle: 案例\nprofile: gongwen\n---\n";

/** Whether anything of a case is taken from the data, so that a snapshot is worth taking. */
export function hasCaseFigures(summary: CaseSummary): boolean {
  return ownSentences(summary).length > 0;
}

/** The sentences of a case that take figures by directives, in order, each as it reads in this state of the study. */
export function readCaseFigures(
  summary: CaseSummary,
  snapshot: StudySnapshot,
  { text: tools }: Pick<BuildOptions, "text">,
): readonly CaseFigure[] {
  const state = new ReportState(parseOutline("case.md", empty), snapshot, {
    mode: "draft",
    ...(tools && { text: tools }),
  });
  return ownSentences(summary).map(({ section, sentence }) => {
    const { text } = sentence;
    try {
      refuseMistyped(sentence);
      const parts = parseInline(text, "case.md", 1);
      const runs = parts.map((part) => (part.kind === "text" ? part.text : resolveInline(state, part.directive).text));
      return { section, text, shown: runs.join(""), fault: null };
    } catch (error) {
      return { section, text, shown: null, fault: faultOf(error) };
    }
  });
}

function ownSentences({ sections }: CaseSummary) {
  return sections.flatMap(({ heading, sentences }) =>
    sentences
      .filter((one) => (one.source === null && directive.test(one.text)) || isMistyped(one))
      .map((sentence) => ({ section: heading, sentence })),
  );
}

function faultOf(error: unknown): NonNullable<CaseFigure["fault"]> {
  if (error instanceof DirectiveError) return { code: error.code, message: error.message };
  if (error instanceof OutlineRefused) {
    const [first] = error.findings;
    return { code: first?.code ?? error.code, message: first?.message ?? error.message };
  }
  if (error instanceof ExportError) return { code: error.code, message: error.message };
  throw error;
}
