import type { z } from "zod";
import { InstrumentError, packRefused } from "../errors.ts";
import { lintQuestionnaire } from "../lint/lint-questionnaire.ts";
import type { ReportOutline, StudyPack } from "../model/pack.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import { codebookSchema } from "../schema/codebook-schema.ts";
import { findingsSchema, indicatorSchema, policiesSchema, recommendationsSchema } from "../schema/evidence-schema.ts";
import { protocolSchema, recordSheetSchema } from "../schema/protocol-schema.ts";
import { studySchema } from "../schema/study-schema.ts";
import { checkReferences } from "./check-references.ts";
import { checkShape, type ParsedFile } from "./check-shape.ts";
import { PackFindings } from "./pack-finding.ts";
import { readCsvRecords } from "./read-csv.ts";
import { readJson, readYaml } from "./read-files.ts";
import { readNotice } from "./read-notice.ts";
import { resolveIncludes, type SharedBlocks } from "./resolve-includes.ts";

/** Files of a pack by path inside it, shared blocks under `common/`. */
export type PackFiles = ReadonlyMap<string, string>;

/**
 * Reads and checks every file of a study pack. Nothing is answered while anything is wrong: `PackRefused` then lists
 * every problem with file, path, line and remedy.
 */
export function loadPack(files: PackFiles): StudyPack {
  const findings = new PackFindings();
  const reader = new PackReader(files, findings);
  const draft = {
    study: reader.one("study.yaml", studySchema),
    questionnaires: reader.questionnaires(),
    protocols: reader.all("protocols", protocolSchema),
    records: reader.all("records", recordSheetSchema),
    codebook: reader.one(files.has("codebook.yaml") ? "codebook.yaml" : "common/codebook.yaml", codebookSchema),
    reports: reader.outlines(),
    indicators: reader.indicators(),
    policies: reader.optional("policies.yaml", policiesSchema) ?? [],
    findings: reader.optional("findings.yaml", findingsSchema) ?? [],
    recommendations: reader.optional("recommendations.yaml", recommendationsSchema) ?? [],
    bibliography: files.get("references.bib") ?? "",
    notice: reader.notice(),
  };
  checkReferences(draft, findings);
  if (findings.list.length > 0) throw packRefused(findings.list);
  // every part stands, or a finding would have been thrown above
  return draft as unknown as StudyPack;
}

/** The parts of a pack as far as they could be read. */
export type PackDraft = { readonly [Part in keyof StudyPack]: unknown };

class PackReader {
  readonly #files: PackFiles;
  readonly #findings: PackFindings;

  constructor(files: PackFiles, findings: PackFindings) {
    this.#files = files;
    this.#findings = findings;
  }

  one<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | undefined {
    const text = this.#required(file);
    const parsed = text === undefined ? undefined : readYaml(file, text, this.#findings);
    return parsed && checkShape(parsed, schema, this.#findings);
  }

  optional<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | undefined {
    return this.#files.has(file) ? this.one(file, schema) : undefined;
  }

  all<Schema extends z.ZodType>(folder: string, schema: Schema): readonly z.output<Schema>[] {
    return this.#inside(folder, ".yaml").flatMap((file) => this.one(file, schema) ?? []);
  }

  outlines(): readonly ReportOutline[] {
    return this.#inside("reports", ".md").map((path) => ({
      file: path.slice("reports/".length),
      markdown: this.#files.get(path) ?? "",
    }));
  }

  questionnaires(): readonly QuestionnaireDefinition[] {
    const blocks = this.#sharedBlocks();
    return this.#inside("questionnaires", ".json").flatMap((file) => {
      const parsed = readJson(file, this.#files.get(file) ?? "", this.#findings);
      if (parsed === undefined) return [];
      const definition = resolveIncludes(parsed.value as Json, { file, blocks, findings: this.#findings });
      for (const { severity, ...finding } of lintQuestionnaire(definition)) {
        if (severity === "error") this.#findings.add({ file, ...finding });
      }
      return [definition as unknown as QuestionnaireDefinition];
    });
  }

  indicators(): readonly z.output<typeof indicatorSchema>[] {
    const file = "indicators.csv";
    const text = this.#files.get(file);
    if (text === undefined) return [];
    return this.#records(file, text).flatMap((value, index) => {
      const parsed: ParsedFile = { file, value, lineOf: () => index + 2 };
      return checkShape(parsed, indicatorSchema, this.#findings) ?? [];
    });
  }

  #records(file: string, text: string): ReturnType<typeof readCsvRecords> {
    try {
      return readCsvRecords(text);
    } catch (error) {
      if (!(error instanceof InstrumentError)) throw error;
      this.#findings.add({
        file,
        code: error.code,
        message: error.message,
        remedy: "save the table again as CSV in UTF-8",
      });
      return [];
    }
  }

  notice(): ReturnType<typeof readNotice> {
    const text = this.#required("notice.md");
    return text === undefined ? undefined : readNotice("notice.md", text, this.#findings);
  }

  #sharedBlocks(): SharedBlocks {
    return new Map(
      this.#inside("common", ".json").flatMap((file) => {
        const parsed = readJson(file, this.#files.get(file) ?? "", this.#findings);
        const blocks =
          (parsed?.value as { readonly blocks?: Readonly<Record<string, readonly Json[]>> } | undefined)?.blocks ?? {};
        return [[file.slice("common/".length, -".json".length), new Map(Object.entries(blocks))] as const];
      }),
    );
  }

  #inside(folder: string, ending: string): readonly string[] {
    return [...this.#files.keys()].filter((path) => path.startsWith(`${folder}/`) && path.endsWith(ending)).sort();
  }

  #required(file: string): string | undefined {
    const text = this.#files.get(file);
    if (text === undefined) {
      const remedy = "add the file; instruments/README.md shows what a pack holds";
      this.#findings.add({ file, code: "pack.file-missing", message: "is missing", remedy });
    }
    return text;
  }
}
