import { type StudySnapshot, textIn } from "@diaoyan/instruments";
import { outlineRefused, placeholdersRemain } from "../errors.ts";
import type { Report, Run } from "../model/document.ts";
import type { Directive, InlinePart, Outline, OutlineBlock } from "../outline/outline.ts";
import { type BuildOptions, DirectiveError, ReportState } from "./report-state.ts";
import { resolveAnalysis } from "./resolve-analysis.ts";
import { resolveCase, resolveCases } from "./resolve-cases.ts";
import { resolveInline } from "./resolve-inline.ts";
import { resolveQuotes } from "./resolve-quotes.ts";
import { resolveFinding, resolveLedger, resolveMethods, resolveRecommendation } from "./resolve-records.ts";

const blockDirectives: Readonly<Record<string, (state: ReportState, directive: Directive) => void>> = {
  analysis: resolveAnalysis,
  quotes: resolveQuotes,
  cases: resolveCases,
  case: resolveCase,
  ledger: resolveLedger,
  methods: resolveMethods,
  finding: resolveFinding,
  recommendation: resolveRecommendation,
};

/**
 * Resolves an outline against a frozen snapshot:
 *
 *     outline ──► every directive ──► blocks + evidence list ──► Report
 *
 * All directives are tried, so that one build shows all that is wrong. Throws `outline.invalid`, and `outline.placeholders`
 * for a final build while texts are still to be written.
 */
export function buildReport(outline: Outline, snapshot: StudySnapshot, options: BuildOptions): Report {
  const state = new ReportState(outline.file, snapshot, options);
  for (const block of outline.blocks) addBlock(state, block);
  if (state.findings.length > 0) throw outlineRefused(state.findings);
  if (options.mode === "final" && state.placeholders.length > 0) throw placeholdersRemain(state.placeholders);
  const { study } = snapshot.pack;
  return {
    title: outline.title,
    subtitle: outline.subtitle,
    profile: outline.profile,
    mode: options.mode,
    simulated: study.simulated,
    study: {
      title: textIn("zh", study.title),
      undertaker: study.undertaker,
      commissioner: study.commissioner,
      lead: study.lead,
      period: `${study.period.from}至${study.period.to}`,
    },
    snapshot: snapshot.hash,
    takenAt: snapshot.takenAt,
    software: snapshot.software,
    blocks: state.blocks,
    evidence: state.evidence,
    placeholders: state.placeholders.length,
  };
}

function addBlock(state: ReportState, block: OutlineBlock): void {
  switch (block.kind) {
    case "heading":
      state.heading(block.level, block.text);
      break;
    case "paragraph":
      state.blocks.push({ kind: "paragraph", style: "body", runs: resolveParts(state, block.parts) });
      break;
    case "list":
      for (const item of block.items)
        state.blocks.push({ kind: "paragraph", style: "bullet", runs: resolveParts(state, item) });
      break;
    case "table":
      addPlainTable(state, block.rows);
      break;
    case "placeholder":
      state.placeholders.push({ file: state.file, line: block.line, directive: "", message: block.guidance });
      state.blocks.push({
        kind: "paragraph",
        style: "placeholder",
        runs: [{ text: `【待撰写】${block.guidance}` }],
      });
      break;
    case "directive":
      addDirective(state, block.directive);
      break;
  }
}

function addDirective(state: ReportState, directive: Directive): void {
  const resolve = blockDirectives[directive.name];
  try {
    if (resolve === undefined)
      throw new DirectiveError(
        `expected one of ${Object.keys(blockDirectives)
          .map((name) => `::${name}`)
          .join(", ")}`,
      );
    resolve(state, directive);
  } catch (error) {
    if (!(error instanceof DirectiveError)) throw error;
    state.refuse(directive, error.message);
  }
}

function resolveParts(state: ReportState, parts: readonly InlinePart[]): readonly Run[] {
  return parts.flatMap((part): readonly Run[] => {
    if (part.kind === "text")
      return [{ text: part.text, ...(part.bold && { bold: true }), ...(part.italic && { italic: true }) }];
    try {
      return [resolveInline(state, part.directive)];
    } catch (error) {
      if (!(error instanceof DirectiveError)) throw error;
      state.refuse(part.directive, error.message);
      return [];
    }
  });
}

function addPlainTable(state: ReportState, rows: readonly (readonly string[])[]): void {
  const [header = [], ...body] = rows.map((row) => row.map((text) => ({ text })));
  const number = state.nextTable();
  state.blocks.push({
    kind: "table",
    id: `t${number}`,
    number,
    evidence: null,
    table: { caption: "", header: [header], body, note: "" },
  });
}
