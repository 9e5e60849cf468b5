import type { CaseSection, CaseSummary } from "@diaoyan/analysis";
import type { Block } from "../model/document.ts";
import type { Directive } from "../outline/outline.ts";
import { DirectiveError, type ReportState } from "./report-state.ts";

const statusNames = {
  draft: "初稿",
  confirmedByPerson: "本人已审定",
  confirmedByUnit: "单位已审核",
  final: "定稿",
} as const;

/** `::cases{kind=reform}`: an index of the cases, then each of them. A final build takes only final ones with consent. */
export function resolveCases(state: ReportState, directive: Directive): void {
  const { kind } = directive.attributes;
  const listed = state.cases.filter((one) => (kind === undefined || one.kind === kind) && isPublishable(one, state));
  if (listed.length === 0) {
    if (state.options.mode === "final")
      throw new DirectiveError(
        "no case is final with consent to publication; finish the workflow of at least one case",
      );
    state.blocks.push({ kind: "paragraph", style: "note", runs: [{ text: "（暂无案例。）" }] });
    return;
  }
  addIndex(state, listed);
  for (const one of listed) addCase(state, one, directive.line);
}

/** `::case{id=…}`: one case. */
export function resolveCase(state: ReportState, { attributes, line }: Directive): void {
  const found = state.cases.find(({ id }) => id === attributes["id"]);
  if (found === undefined)
    throw new DirectiveError(
      `id: there is no case ${attributes["id"] ?? "(no id)"}; the study has ${state.cases.length} cases`,
    );
  if (!isPublishable(found, state))
    throw new DirectiveError(`case “${found.title}” is not final with consent to publication`);
  addCase(state, found, line);
}

/** Drafts may show everything, marked; a final build only what is final and consented. */
function isPublishable(one: CaseSummary, { options }: ReportState): boolean {
  return options.mode === "draft" || (one.status === "final" && one.publicationConsent);
}

function addIndex(state: ReportState, cases: readonly CaseSummary[]): void {
  const names = [...new Set(cases.flatMap(({ attributes }) => Object.keys(attributes)))].slice(0, 3);
  const number = state.nextTable();
  state.blocks.push({
    kind: "table",
    id: `t${number}`,
    number,
    evidence: null,
    table: {
      caption: "案例索引",
      header: [["案例", ...names, "状态", "公开授权"].map((text) => ({ text }))],
      body: cases.map((one) =>
        [
          one.title,
          ...names.map((name) => one.attributes[name] ?? "—"),
          statusNames[one.status],
          one.publicationConsent ? "已取得" : "未取得",
        ].map((text) => ({ text })),
      ),
      note: "只有定稿且取得公开授权的案例进入正式案例集。",
    },
  });
}

function addCase(state: ReportState, one: CaseSummary, line: number): void {
  state.heading(1, one.title);
  if (one.status !== "final")
    state.blocks.push({
      kind: "paragraph",
      style: "draftMark",
      runs: [{ text: `【${statusNames[one.status]}：内容摘自访谈原话，待改写、本人审定和单位审核】` }],
    });
  for (const section of one.sections) {
    state.heading(2, section.heading.replace(/^[一二三四五六七八九十]+、/, ""));
    state.blocks.push(...sectionBlocks(state, section, line));
  }
}

function sectionBlocks(state: ReportState, section: CaseSection, line: number): readonly Block[] {
  if (section.sentences.length === 0) {
    state.placeholders.push({
      file: state.file,
      line,
      directive: "",
      message: `案例“${section.heading}”：${section.guidance}`,
    });
    return [{ kind: "paragraph", style: "placeholder", runs: [{ text: `【待撰写】${section.guidance}` }] }];
  }
  const runs = section.sentences.map(({ text, source }) => {
    if (source === null) return { text };
    const title = state.snapshot.transcripts.find(({ id }) => id === source.transcript)?.title ?? source.transcript;
    return {
      text,
      evidence: state.addEvidence(
        { kind: "case", query: `${title}，第${source.start}—${source.end}字`, n: null, value: text },
        line,
      ),
    };
  });
  return [{ kind: "paragraph", style: "body", runs }];
}
