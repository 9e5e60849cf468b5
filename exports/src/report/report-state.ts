import {
  AnalysisError,
  type CaseSummary,
  type ChartSpec,
  type Coding,
  type Corpus,
  corpusFromSnapshot,
  type Dataset,
  datasetFromSnapshot,
  definitionFromSnapshot,
  isPublishedCase,
  type PresentationTable,
  type Presented,
  type RunOutcome,
  type TextTools,
} from "@diaoyan/analysis";
import {
  countObligations,
  type ObligationCount,
  type QuestionnaireDefinition,
  type StudySnapshot,
  type Transcript,
} from "@diaoyan/instruments";
import type { OutlineFinding } from "../errors.ts";
import type { Block, CellMark, Evidence, Origin, ParagraphStyle, ReportRelease, Run } from "../model/document.ts";
import type { Directive, Lines, Outline } from "../outline/outline.ts";
import { Citations } from "./citations.ts";
import { DirectiveError } from "./directive-error.ts";
import { CaptionNumbers } from "./number-captions.ts";
import { HeadingNumbers } from "./number-headings.ts";
import { createQuoteFinder, type Quotation } from "./quotable.ts";

/** How a report is built. A draft counts what is still to be written, a final build fails on it. */
export interface BuildOptions {
  readonly mode: "draft" | "final";
  /** Instead of what the outline says. */
  readonly release?: ReportRelease;
  readonly text?: TextTools;
}

/** What is collected while an outline is resolved, and the data it is resolved from. */
export class ReportState {
  readonly blocks: Block[] = [];
  readonly evidence: Evidence[] = [];
  readonly findings: OutlineFinding[] = [];
  readonly placeholders: OutlineFinding[] = [];
  readonly headings: HeadingNumbers;
  readonly captions: CaptionNumbers;
  readonly citations: Citations;
  /** Words already quoted: a report says a thing once. */
  readonly quoted = new Set<string>();
  /** Analyses already carried out, by questionnaire and request. */
  readonly runs = new Map<string, RunOutcome & { readonly presented: Presented }>();
  readonly snapshot: StudySnapshot;
  readonly options: BuildOptions;
  readonly file: string;
  readonly release: ReportRelease;
  readonly #datasets = new Map<string, Dataset>();
  readonly #evidenceByKey = new Map<string, string>();
  #place: (Lines & { readonly own: boolean }) | null = null;
  /** Paragraphs made at the place so far. */
  #made = 0;
  #tables = 0;
  #figures = 0;
  #pictures = 0;
  #headings = 0;
  #findQuotation: ((coding: Coding) => Quotation | null) | undefined;
  #obligations: readonly ObligationCount[] | undefined;

  constructor({ file, profile, blocks, release }: Outline, snapshot: StudySnapshot, options: BuildOptions) {
    this.file = file;
    this.release = options.release ?? release;
    this.citations = new Citations(blocks, snapshot.pack.bibliography);
    this.headings = new HeadingNumbers(profile);
    this.captions = new CaptionNumbers(profile);
    this.snapshot = snapshot;
    this.options = options;
  }

  addTable(
    table: PresentationTable,
    { evidence = null, marks = [] }: { readonly evidence?: string | null; readonly marks?: readonly CellMark[] } = {},
  ): void {
    this.#tables += 1;
    const [number, id] = [this.captions.next("table"), `t${this.#tables}`];
    const own = this.#place?.own === true ? this.#origin() : {};
    this.blocks.push({ kind: "table", id, number, table, evidence, ...(marks.length > 0 && { marks }), ...own });
  }

  addFigure(caption: string, chart: ChartSpec, evidence: string): void {
    this.#figures += 1;
    const number = this.captions.next("figure");
    this.blocks.push({ kind: "figure", id: `f${this.#figures}`, number, caption, chart, evidence });
  }

  /** Says where the blocks that follow come from: text of the outline itself, or what a directive makes. */
  comeFrom(lines: Lines, own: boolean): void {
    this.#place = { line: lines.line, endLine: lines.endLine, own };
    this.#made = 0;
  }

  addParagraph(style: ParagraphStyle, runs: readonly Run[], id?: string): void {
    this.blocks.push({ kind: "paragraph", style, runs, ...(id !== undefined && { id }), ...this.#origin() });
  }

  /** A photograph under its caption; it is no numbered figure. */
  addPicture(attachment: string, caption: string): void {
    this.#pictures += 1;
    this.blocks.push({ kind: "picture", id: `p${this.#pictures}`, caption, attachment });
  }

  #origin(): { readonly origin?: Origin } {
    if (this.#place === null) return {};
    this.#made += 1;
    const { line, own } = this.#place;
    const anchor = `${own ? "o" : "g"}${line}${this.#made === 1 ? "" : `_${this.#made}`}`;
    return { origin: { anchor, ...this.#place } };
  }

  heading(level: 1 | 2 | 3 | 4, text: string, newPage = false): void {
    this.#headings += 1;
    if (level === 1) this.captions.enter(text);
    this.blocks.push({
      kind: "heading",
      level,
      number: this.headings.next(level, text),
      text,
      id: `h${this.#headings}`,
      ...(newPage && { newPage }),
      ...this.#origin(),
    });
  }

  /** Enters what a number or a quotation rests on; the same source keeps its id. */
  addEvidence(entry: Omit<Evidence, "id" | "place">, line: number): string {
    const key = JSON.stringify([entry.kind, entry.query, entry.value]);
    const known = this.#evidenceByKey.get(key);
    if (known !== undefined) return known;
    const id = `E${this.evidence.length + 1}`;
    this.#evidenceByKey.set(key, id);
    this.evidence.push({ id, ...entry, place: `${this.file}:${line}` });
    return id;
  }

  /** Enters a text a person must still write or settle. */
  addPlaceholder(line: number, message: string, ofCase?: string): void {
    const place = { file: this.file, line, directive: "" };
    this.placeholders.push({ code: "outline.placeholders", ...place, message, ...(ofCase && { case: ofCase }) });
  }

  /** Enters a fact of the study that is still to be filled in. */
  addOpenFact(field: string, message: string): void {
    this.placeholders.push({ code: "study.unfilled", file: `study.yaml ${field}`, line: 0, directive: "", message });
  }

  refuse({ line, name, label, attributes }: Directive, { code, message }: DirectiveError): void {
    const shown = `${name}${label === "" ? "" : `[${label}]`}{${Object.entries(attributes)
      .map(([key, value]) => `${key}=${value}`)
      .join(" ")}}`;
    this.findings.push({
      code,
      file: this.file,
      line,
      directive: shown.length > 120 ? `${shown.slice(0, 117)}…` : shown,
      message,
    });
  }

  /** The newest published definition of a questionnaire; with one questionnaire the name may be left out. */
  definition(name: string | undefined): QuestionnaireDefinition {
    try {
      return definitionFromSnapshot(this.snapshot, name);
    } catch (error) {
      throw error instanceof AnalysisError ? new DirectiveError(error.message, error.code) : error;
    }
  }

  /** Responses that count of a questionnaire, with the derived variables its definition declares. */
  dataset(name: string | undefined): Dataset {
    const definition = this.definition(name);
    const known = this.#datasets.get(definition.name) ?? datasetFromSnapshot(this.snapshot, definition.name);
    this.#datasets.set(definition.name, known);
    return known;
  }

  /** Counts below this are suppressed; 0 in an internal report, which shows everything. */
  get smallCell(): number {
    return this.release === "public" ? (this.snapshot.pack.study.disclosure?.smallCell ?? 5) : 0;
  }

  /** Stands behind facts of a simulated study. */
  get simulatedMark(): string {
    return this.snapshot.pack.study.simulated ? "（模拟数据）" : "";
  }

  /** Source of what is counted from the study's own records. */
  get recordsSource(): string {
    return `课题组调研台账${this.simulatedMark}`;
  }

  /** What may be quoted of a passage, in whole sentences; see `createQuoteFinder`. */
  findQuotation(coding: Coding): Quotation | null {
    this.#findQuotation ??= createQuoteFinder(this.snapshot);
    return this.#findQuotation(coding);
  }

  get corpus(): Corpus {
    return corpusFromSnapshot(this.snapshot);
  }

  get codings(): readonly Coding[] {
    return this.snapshot.codings as unknown as readonly Coding[];
  }

  /** The transcript or policy text of an id. */
  textOf(id: string): Transcript | undefined {
    const { transcripts, policies = [] } = this.snapshot;
    return [...transcripts, ...policies.map(({ text }) => text)].find((text) => text.id === id);
  }

  get cases(): readonly CaseSummary[] {
    return this.snapshot.cases as unknown as readonly CaseSummary[];
  }

  /** The ledger. A report counts once its final version is built: a draft does not count itself. */
  get obligations(): readonly ObligationCount[] {
    const { pack, sessions, responses } = this.snapshot;
    const reports = pack.study.deliverables
      .filter(({ kind, outline }) => kind === "report" && outline === this.file && this.options.mode === "final")
      .map(({ id }) => id);
    const collections = pack.study.deliverables
      .filter(({ kind }) => kind === "caseCollection" && this.cases.some(isPublishedCase))
      .map(({ id }) => id);
    this.#obligations ??= countObligations(pack.study, {
      sessions,
      responses: responses.map(({ id }) => id),
      reports,
      caseCollections: collections,
    });
    return this.#obligations;
  }
}
