import { type StudySnapshot, textIn } from "@diaoyan/instruments";
import { outlineRefused, placeholdersRemain } from "../errors.ts";
import type { CellMark, Report, Run } from "../model/document.ts";
import type { Directive, InlinePart, Outline, OutlineBlock } from "../outline/outline.ts";
import { dayInChina, saySpan } from "./chinese-day.ts";
import { resolveIndicatorComparison } from "./compare-indicators.ts";
import { checkAttributes } from "./directive-attributes.ts";
import { DirectiveError } from "./directive-error.ts";
import { resolveIndicatorMap } from "./map-indicators.ts";
import { type BuildOptions, ReportState } from "./report-state.ts";
import { resolveAnalysis } from "./resolve-analysis.ts";
import { resolveCase, resolveCaseIndex, resolveCases } from "./resolve-cases.ts";
import { resolveFindings, resolveMeasures } from "./resolve-findings.ts";
import { resolveInline } from "./resolve-inline.ts";
import { resolveInstruments, resolveProtocol, resolveQuestionnaire } from "./resolve-instruments.ts";
import { resolveMethods } from "./resolve-methods.ts";
import { resolveDeliverables, resolvePerformance } from "./resolve-performance.ts";
import { resolvePlan } from "./resolve-plan.ts";
import { resolvePolicyComparison } from "./resolve-policies.ts";
import { resolveQuotas } from "./resolve-quotas.ts";
import { resolveQuotes } from "./resolve-quotes.ts";
import { resolveFinding, resolveLedger, resolveRecommendation } from "./resolve-records.ts";
import { resolveReferences } from "./resolve-references.ts";
import { resolveReliability } from "./resolve-reliability.ts";
import { resolveIndicators, resolvePolicies } from "./resolve-sources.ts";
import { isUnfinished } from "./unfinished.ts";

const blockDirectives: Readonly<Record<string, (state: ReportState, directive: Directive) => void>> = {
  analysis: resolveAnalysis,
  quotes: resolveQuotes,
  cases: resolveCases,
  case: resolveCase,
  ledger: resolveLedger,
  indicatorComparison: resolveIndicatorComparison,
  indicatorMap: resolveIndicatorMap,
  methods: resolveMethods,
  references: resolveReferences,
  finding: resolveFinding,
  recommendation: resolveRecommendation,
  findings: resolveFindings,
  measures: resolveMeasures,
  policies: resolvePolicies,
  policyComparison: resolvePolicyComparison,
  indicators: resolveIndicators,
  plan: resolvePlan,
  performance: resolvePerformance,
  deliverables: resolveDeliverables,
  instruments: resolveInstruments,
  questionnaire: resolveQuestionnaire,
  protocol: resolveProtocol,
  quotas: resolveQuotas,
  reliability: resolveReliability,
  caseIndex: resolveCaseIndex,
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
  const state = new ReportState(outline, snapshot, options);
  addCoverSlots(state);
  for (const block of outline.blocks) addBlock(state, block);
  if (state.findings.length > 0) throw outlineRefused(state.findings);
  if (options.mode === "final" && state.placeholders.length > 0) throw placeholdersRemain(state.placeholders);
  const { study } = snapshot.pack;
  return {
    outline: outline.hash,
    title: outline.title,
    subtitle: outline.subtitle,
    profile: outline.profile,
    contents: outline.contents,
    form: outline.form,
    release: state.release,
    mode: options.mode,
    simulated: study.simulated,
    study: {
      title: textIn("zh", study.title),
      undertaker: study.undertaker,
      commissioner: study.commissioner,
      lead: study.lead,
      team: study.team ?? "",
      funding: study.funding ?? "",
      period: saySpan(study.period.from, study.period.to),
    },
    snapshot: snapshot.hash,
    takenAt: snapshot.takenAt,
    day: dayInChina(snapshot.takenAt),
    software: snapshot.software,
    blocks: state.blocks,
    evidence: state.evidence,
    placeholders: state.placeholders.length,
    open: state.placeholders,
  };
}

/** What the cover says of the study must be filled in before a final build. */
function addCoverSlots(state: ReportState): void {
  const { undertaker, lead, commissioner, team = "", funding = "" } = state.snapshot.pack.study;
  const facts = [
    ["undertaker", "承担单位", undertaker],
    ["lead", "课题负责人", lead],
    ["commissioner", "委托单位", commissioner],
    ["team", "课题组成员", team],
    ["funding", "经费来源", funding],
  ] as const;
  for (const [field, name, text] of facts) if (isUnfinished(text)) state.addOpenFact(field, `${name}尚未填写`);
}

function addBlock(state: ReportState, block: OutlineBlock): void {
  if (block.kind === "directive") state.comeFrom({ line: block.directive.line, endLine: block.directive.line }, false);
  else state.comeFrom(block, true);
  switch (block.kind) {
    case "heading":
      state.heading(block.level, block.text);
      break;
    case "paragraph":
      state.addParagraph("body", resolveParts(state, block.parts));
      break;
    case "list":
      for (const item of block.items) {
        state.comeFrom(item, true);
        state.addParagraph("bullet", resolveParts(state, item.parts));
      }
      break;
    case "table":
      addPlainTable(state, block.rows);
      break;
    case "placeholder":
      state.addPlaceholder(block.line, block.guidance);
      state.addParagraph("placeholder", [{ text: `【待撰写】${block.guidance}` }]);
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
        "directive.unknown",
      );
    checkAttributes(directive);
    resolve(state, directive);
  } catch (error) {
    if (!(error instanceof DirectiveError)) throw error;
    state.refuse(directive, error);
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
      state.refuse(part.directive, error);
      return [];
    }
  });
}

/** A table written in Markdown: it takes the heading above it as its caption. */
function addPlainTable(state: ReportState, rows: Extract<OutlineBlock, { kind: "table" }>["rows"]): void {
  const resolved = rows.map((row) => row.map((cell) => resolveParts(state, cell)));
  const [header = [], ...body] = resolved.map((row) =>
    row.map((runs) => ({ text: runs.map(({ text }) => text).join("") })),
  );
  const marks = resolved
    .slice(1)
    .flatMap((cells, row) =>
      cells.flatMap((runs, column) =>
        runs.flatMap(({ evidence }): readonly CellMark[] =>
          evidence === undefined ? [] : [{ row, column, evidence }],
        ),
      ),
    );
  const caption = state.blocks.findLast((block) => block.kind === "heading")?.text ?? "";
  state.addTable({ caption, header: [header], body, note: "" }, { marks });
}
