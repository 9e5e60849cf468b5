import { z } from "zod";
import type { Notice, NoticeText } from "../model/pack.ts";
import { checkShape } from "./check-shape.ts";
import { fillSlots, openSlots } from "./fill-slots.ts";
import type { PackFindings } from "./pack-finding.ts";
import { readYaml } from "./read-files.ts";

const translationSchema = z.strictObject({
  version: z.string().min(1).max(40),
  brief: z.string().min(20).max(2_000),
});

const headSchema = translationSchema.extend({
  modes: z
    .array(z.enum(["identified", "pseudonymous", "anonymous"]))
    .min(1)
    .exactOptional(),
  nominations: z.boolean().exactOptional(),
});

/** What a person must be told before consenting (PIPL art. 17), as headings of the notice. */
const requiredHeadings = ["处理者", "目的", "信息种类", "保存", "权利", "联系"] as const;
const englishHeadings = ["responsible", "purpose", "information", "kept", "rights", "contact"] as const;

type NoticeHead = Pick<NoticeText, "version" | "brief">;

/** The file of a notice and what its slots stand for. */
export interface NoticeSource {
  readonly file: string;
  readonly text: string;
  /** Undefined where `study.yaml` could not be read; then slots are neither filled nor missed. */
  readonly slots: ReadonlyMap<string, string> | undefined;
}

/** What one language of the notice is held to: headings that must stand, and the characters of its first screen. */
interface NoticeRules<Head> {
  readonly head: z.ZodType<Head>;
  readonly headings: readonly string[];
  readonly briefCharacters: number;
}

/**
 * Reads `notice.md`: YAML between `---` lines with version and brief text, then the full notice in Markdown. Slots are
 * filled from `study.yaml`; a notice with an open slot is refused, since it would not tell a respondent who asks.
 */
export function readNotice(source: NoticeSource, findings: PackFindings): Notice | undefined {
  return readText(source, { head: headSchema, headings: requiredHeadings, briefCharacters: 180 }, findings);
}

/** Reads `notice.en.md`, the same notice in English; its version says which Chinese text it translates. */
export function readTranslation(source: NoticeSource, notice: Notice, findings: PackFindings): NoticeText | undefined {
  const rules = { head: translationSchema, headings: englishHeadings, briefCharacters: 600 };
  const read = readText(source, rules, findings);
  if (read === undefined || read.version === `${notice.version}-en`) return read;
  findings.add({
    file: source.file,
    path: "version",
    code: "pack.notice",
    message: `expected "${notice.version}-en", got "${read.version}"`,
    remedy: "bring the translation up to notice.md and set its version, or remove the file",
  });
  return undefined;
}

function readText<Head extends NoticeHead>(
  { file, text, slots }: NoticeSource,
  rules: NoticeRules<Head>,
  findings: PackFindings,
): (Head & NoticeText) | undefined {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text.replace(/^\uFEFF/, ""));
  if (match === null) {
    const message = "expected version and brief between two lines ---";
    const remedy = "begin the file with a line ---, then version: and brief:, then a line ---";
    findings.add({ file, line: 1, code: "pack.notice", message, remedy });
    return undefined;
  }
  const [, head = "", body = ""] = match;
  checkHeadings(file, { body, headings: rules.headings }, findings);
  const parsed = readYaml(file, head, findings);
  const checked = parsed && checkShape(parsed, rules.head, findings);
  if (checked === undefined || slots === undefined) return undefined;
  const brief = fillSlots(checked.brief, slots);
  const markdown = fillSlots(body, slots).trim();
  checkSlots(file, `${brief}\n${markdown}`, findings);
  const [length, most] = [[...brief].length, rules.briefCharacters];
  if (length > most) {
    const message = `brief has ${length} characters, the first screen has room for ${most} characters`;
    findings.add({ file, path: "brief", code: "pack.notice", message, remedy: "shorten it; slots count as filled in" });
  }
  return { ...checked, brief, markdown };
}

function checkHeadings(
  file: string,
  { body, headings }: { readonly body: string; readonly headings: readonly string[] },
  findings: PackFindings,
): void {
  for (const heading of headings) {
    if (new RegExp(`^#+ .*${heading}`, "im").test(body)) continue;
    const remedy = "say it under a heading of its own (个人信息保护法 第十七条)";
    findings.add({ file, code: "pack.notice", message: `has no heading with “${heading}”`, remedy });
  }
}

function checkSlots(file: string, text: string, findings: PackFindings): void {
  for (const slot of openSlots(text)) {
    const remedy = "fill in `contact` or `retainUntil` of study.yaml, or write out what the slot stands for";
    findings.add({ file, code: "pack.notice-slot", message: `the slot ${slot} is still empty`, remedy });
  }
}
