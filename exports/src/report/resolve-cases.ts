import {
  type CaseSection,
  type CaseSentence,
  type CaseSummary,
  changedFigures,
  isPublishedCase,
  isWithdrawnCase,
  standingOf,
} from "@diaoyan/analysis";
import { createOffsetIndex } from "@diaoyan/instruments";
import type { Run } from "../model/document.ts";
import type { Directive } from "../outline/outline.ts";
import { parseInline } from "../outline/parse-outline.ts";
import { addCaseMatrix } from "./case-matrix.ts";
import { DirectiveError, unknownName } from "./directive-error.ts";
import { joinByTurn } from "./join-by-turn.ts";
import { hasCaseFigures, readCaseFigures } from "./read-case-figures.ts";
import { refuseMistyped } from "./refuse-mistyped.ts";
import type { ReportState } from "./report-state.ts";
import { resolveInline } from "./resolve-inline.ts";

const statusNames = {
  draft: "初稿",
  confirmedByPerson: "本人已审定",
  confirmedByUnit: "单位已审核",
  secrecyChecked: "已通过保密审查",
  final: "定稿",
} as const;

/** `::cases{kind=reform}`: an index of the cases, then each of them, in the order of the interviews. A final build takes only final ones with consent. */
export function resolveCases(state: ReportState, directive: Directive): void {
  const { kind } = directive.attributes;
  const numbers = new Map(state.snapshot.sessions.map(({ id, number }) => [id as string, number]));
  const placeOf = ({ session, title }: CaseSummary): string => `${numbers.get(session ?? "") ?? "~"} ${title}`;
  const listed = state.cases
    .filter((one) => (kind === undefined || one.kind === kind) && isPublishable(one, state))
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  if (listed.length === 0) {
    if (state.options.mode === "final")
      throw new DirectiveError(
        "no case is final with consent to publication; finish the workflow of at least one case",
        "directive.not-final",
      );
    state.addParagraph("note", [{ text: "（暂无案例。）" }]);
    return;
  }
  addIndex(state, listed);
  sayWithdrawn(state, kind);
  for (const one of listed) addCase(state, one, directive.line);
}

/** `::caseIndex{kind=reform}`: the index of the cases alone. */
export function resolveCaseIndex(state: ReportState, { attributes: { kind } }: Directive): void {
  const listed = state.cases.filter((one) => (kind === undefined || one.kind === kind) && isPublishable(one, state));
  if (listed.length === 0) state.addParagraph("note", [{ text: "（暂无案例。）" }]);
  else addIndex(state, listed);
  sayWithdrawn(state, kind);
}

/** Whose consent was taken back is in no build, and the volume says how many there are. */
function sayWithdrawn(state: ReportState, kind: string | undefined): void {
  const count = state.cases.filter((one) => (kind === undefined || one.kind === kind) && isWithdrawnCase(one)).length;
  if (count > 0) state.addParagraph("note", [{ text: `另有${count}个案例的公开授权已撤回，本版不收。` }]);
}

/** `::case{id=…}`: one case. */
export function resolveCase(state: ReportState, { attributes, line }: Directive): void {
  const found = state.cases.find(({ id }) => id === attributes["id"]);
  if (found === undefined)
    throw new DirectiveError(
      `id: there is no case ${attributes["id"] ?? "(no id)"}; the study has ${state.cases.length} cases`,
      unknownName,
    );
  if (!isPublishable(found, state))
    throw new DirectiveError(`case “${found.title}” is not final with consent to publication`, "directive.not-final");
  addCase(state, found, line);
}

/** Drafts may show everything, marked; a final build only what is final and consented. */
function isPublishable(one: CaseSummary, { options }: ReportState): boolean {
  return isPublishedCase(one) || (options.mode === "draft" && !isWithdrawnCase(one));
}

/** Columns of the index matrix of a volume; a person's case has whatever its researchers noted. */
const indexColumns = { reform: ["单位类型", "创新活动类型", "改革环节", "成熟度"], person: [] } as const;
const mostColumns = 4;

function addIndex(state: ReportState, cases: readonly CaseSummary[]): void {
  const noted = cases.flatMap(({ attributes }) => Object.keys(attributes));
  const names = [...new Set([...cases.flatMap(({ kind }) => indexColumns[kind]), ...noted])].slice(0, mostColumns);
  const header = ["案例", ...names, "状态", "公开授权"];
  const body = cases.map((one) => [
    one.title,
    ...names.map((name) => one.attributes[name] ?? "—"),
    statusNames[standingOf(one)],
    one.publicationConsent ? "已取得" : "未取得",
  ]);
  state.addTable({
    caption: "案例索引",
    header: [header.map((text) => ({ text }))],
    body: body.map((cells) => cells.map((text) => ({ text }))),
    note: "只有通过本人审定、单位审核和保密审查后定稿，并取得公开授权的案例进入正式案例集；只依据公开文件的案例不需本人和单位授权。",
  });
  addCaseMatrix(state, cases);
}

const ofInterviews = "内容摘自访谈原话，待改写、本人审定和单位审核";
const ofDocuments = "内容摘自公开文件原文，待改写和保密审查";

function addCase(state: ReportState, one: CaseSummary, line: number): void {
  state.heading(1, one.title, true);
  const standing = standingOf(one);
  if (standing !== "final")
    state.addParagraph("draftMark", [
      { text: `【${statusNames[standing]}：${one.basis === "documents" ? ofDocuments : ofInterviews}】` },
    ]);
  if (state.options.mode === "final") refuseChangedFigures(state, one);
  let group = "";
  for (const section of one.sections) {
    group = addSectionHeading(state, section.heading, group);
    addSection(state, section, { line, title: one.title, id: one.id });
  }
  for (const [place, { attachment, caption }] of (one.pictures ?? []).entries())
    state.addPicture(attachment, `照片${place + 1}　${caption}`);
}

/** What person and unit confirmed says these numbers and no others. */
function refuseChangedFigures({ snapshot, options }: ReportState, one: CaseSummary): void {
  const figures = hasCaseFigures(one) ? readCaseFigures(one, snapshot, options) : [];
  const changed = changedFigures(
    one,
    figures.flatMap(({ shown }) => shown ?? []),
  );
  if (changed.length === 0) return;
  throw new DirectiveError(
    `案例“${one.title}”：figures are not as they were confirmed: ${changed.join(" ")}; take the case back to a draft and have it confirmed anew`,
    "directive.figures-changed",
  );
}

/** `二、主要做法（一）评什么` stands as 评什么 below one 主要做法; answers the group the next section may go on with. */
function addSectionHeading(state: ReportState, heading: string, before: string): string {
  const [, text = ""] = /^(?:[一二三四五六七八九十]+、)?(.*)$/.exec(heading) ?? [];
  const [, group, part] = /^(.+?)（[一二三四五六七八九十]+）(.+)$/.exec(text) ?? [];
  if (group === undefined || part === undefined) {
    state.heading(2, text);
    return "";
  }
  if (group !== before) state.heading(2, group);
  state.heading(3, part);
  return group;
}

function addSection(
  state: ReportState,
  { heading, guidance, sentences }: CaseSection,
  { line, title, id }: { readonly line: number; readonly title: string; readonly id: string },
): void {
  if (sentences.length > 0) {
    const where = `案例“${title}”的“${heading}”`;
    const written = sentences.map((sentence) => writeSentence(state, sentence, { line, where }));
    for (const runs of joinByTurn(sentences, written, (id) => state.textOf(id))) state.addParagraph("body", runs);
    return;
  }
  const message = `案例“${title}”的“${heading}”：${guidance}`;
  state.addPlaceholder(line, message, id);
  state.addParagraph("placeholder", [{ text: `【待撰写】${guidance}` }]);
}

/** A sentence with the mark of its source; where it is no longer word for word what was said, the evidence says so. */
function writeSentence(
  state: ReportState,
  sentence: CaseSentence,
  { line, where }: { readonly line: number; readonly where: string },
): readonly Run[] {
  const { text, source } = sentence;
  try {
    refuseMistyped(sentence);
  } catch (error) {
    throw error instanceof DirectiveError ? new DirectiveError(`${where}：${error.message}`, error.code) : error;
  }
  if (source === null) return writeOwnSentence(state, text, { line, where });
  const transcript = state.textOf(source.transcript);
  const place = `${transcript?.title ?? source.transcript}，第${source.start}—${source.end}字`;
  const index = transcript?.revision === source.revision ? createOffsetIndex(transcript.text) : undefined;
  const said = index && source.end <= index.length ? index.slice(source) : undefined;
  const query = said === text ? place : `${place}（${said === undefined ? "转写稿另有修订" : "文字经人工修订"}）`;
  return [{ text, evidence: state.addEvidence({ kind: "case", query, n: null, value: text }, line) }];
}

/** What a person wrote may take its figures from ledger, data set and indicators by inline directives. */
function writeOwnSentence(
  state: ReportState,
  text: string,
  { line, where }: { readonly line: number; readonly where: string },
): readonly Run[] {
  return parseInline(text, state.file, line).map((part): Run => {
    if (part.kind === "text") return { text: part.text };
    try {
      return resolveInline(state, part.directive);
    } catch (error) {
      if (!(error instanceof DirectiveError)) throw error;
      throw new DirectiveError(`${where}：${error.message}`, error.code);
    }
  });
}
