import type { z } from "zod";
import { InstrumentError } from "../errors.ts";
import type { Notice, ReportOutline } from "../model/pack.ts";
import { indicatorSchema } from "../schema/evidence-schema.ts";
import { checkShape, type ParsedFile } from "./check-shape.ts";
import type { PackFiles } from "./pack-files.ts";
import type { PackFindings } from "./pack-finding.ts";
import { readCsvRecords } from "./read-csv.ts";
import { readJson, readYaml } from "./read-files.ts";
import { readLetter } from "./read-letter.ts";
import { readNotice, readTranslation } from "./read-notice.ts";

type Slots = ReadonlyMap<string, string> | undefined;

/** Reads the files of one pack; what is wrong goes to the findings, and the part is left out. */
export class PackReader {
  readonly #files: PackFiles;
  readonly #findings: PackFindings;

  constructor(files: PackFiles, findings: PackFindings) {
    this.#files = files;
    this.#findings = findings;
  }

  /** A YAML file that must be there, or its namesake in `common/`. */
  one<Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema> | undefined {
    const file = this.#files.has(name) || !this.#files.has(`common/${name}`) ? name : `common/${name}`;
    const text = this.#required(file);
    const parsed = text === undefined ? undefined : readYaml(file, text, this.#findings);
    return parsed && checkShape(parsed, schema, this.#findings);
  }

  optional<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | undefined {
    return this.#files.has(file) ? this.one(file, schema) : undefined;
  }

  /** All YAML files of a folder, and those of the same folder in `common/` that have no namesake. */
  all<Schema extends z.ZodType>(folder: string, schema: Schema): readonly z.output<Schema>[] {
    const names = [...this.inside(folder, ".yaml"), ...this.inside(`common/${folder}`, ".yaml")];
    const own = names.map((name) => name.replace(/^common\//, ""));
    return [...new Set(own)].sort().flatMap((file) => this.one(file, schema) ?? []);
  }

  json(file: string): ParsedFile | undefined {
    return readJson(file, this.#files.get(file) ?? "", this.#findings);
  }

  /** All outlines of the pack, and those of `common/` that `wanted` names and the pack has none of its own for. */
  outlines(wanted: readonly string[]): readonly ReportOutline[] {
    const own = this.inside("reports", ".md").map((path) => path.slice("reports/".length));
    const shared = wanted.filter((file) => !own.includes(file) && this.#files.has(`common/reports/${file}`));
    return [...new Set([...own, ...shared])].sort().map((file) => ({
      file,
      markdown: this.#files.get(`reports/${file}`) ?? this.#files.get(`common/reports/${file}`) ?? "",
    }));
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

  notice(slots: Slots, english: Slots): Notice | undefined {
    const file = "notice.md";
    const text = this.#required(file);
    const notice = text === undefined ? undefined : readNotice({ file, text, slots }, this.#findings);
    const translation = { file: "notice.en.md", text: this.#files.get("notice.en.md") ?? "", slots: english };
    if (notice === undefined || translation.text === "") return notice;
    const en = readTranslation(translation, notice, this.#findings);
    return en === undefined ? undefined : { ...notice, en };
  }

  letter(slots: ReadonlyMap<string, string> | undefined): ReturnType<typeof readLetter> {
    const file = "letter.md";
    const text = this.#files.get(file);
    return text === undefined ? undefined : readLetter({ file, text, slots }, this.#findings);
  }

  /** Paths of the files right inside a folder, sorted. */
  inside(folder: string, ending: string): readonly string[] {
    const from = `${folder}/`;
    return [...this.#files.keys()]
      .filter((path) => path.startsWith(from) && path.endsWith(ending) && !path.slice(from.length).includes("/"))
      .sort();
  }

  #records(file: string, text: string): ReturnType<typeof readCsvRecords> {
    try {
      return readCsvRecords(text);
    } catch (error) {
      if (!(error instanceof InstrumentError)) throw error;
      const remedy = "save the table again as CSV in UTF-8";
      this.#findings.add({ file, code: error.code, message: error.message, remedy });
      return [];
    }
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
