import { z } from "zod";
import type { Notice } from "../model/pack.ts";
import { checkShape } from "./check-shape.ts";
import { fillSlots, openSlots } from "./fill-slots.ts";
import type { PackFindings } from "./pack-finding.ts";
import { readYaml } from "./read-files.ts";

const headSchema = z.strictObject({
  version: z.string().min(1).max(40),
  brief: z.string().min(20).max(2_000),
  modes: z
    .array(z.enum(["identified", "pseudonymous", "anonymous"]))
    .min(1)
    .exactOptional(),
});

/** What a person must be told before consenting (PIPL art. 17), as headings of the notice. */
const requiredHeadings = ["处理者", "目的", "信息种类", "保存", "权利", "联系"] as const;

/** The file of a notice and what its slots stand for. */
export interface NoticeSource {
  readonly file: string;
  readonly text: string;
  /** Undefined where `study.yaml` could not be read; then slots are neither filled nor missed. */
  readonly slots: ReadonlyMap<string, string> | undefined;
}

/**
 * Reads `notice.md`: YAML between `---` lines with version and brief text, then the full notice in Markdown. Slots are
 * filled from `study.yaml`; a notice with an open slot is refused, since it would not tell a respondent who asks.
 */
export function readNotice({ file, text, slots }: NoticeSource, findings: PackFindings): Notice | undefined {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text.replace(/^\uFEFF/, ""));
  if (match === null) {
    const message = "expected version and brief between two lines ---";
    const remedy = "begin the file with a line ---, then version: and brief:, then a line ---";
    findings.add({ file, line: 1, code: "pack.notice", message, remedy });
    return undefined;
  }
  const [, head = "", body = ""] = match;
  checkHeadings(file, body, findings);
  const parsed = readYaml(file, head, findings);
  const checked = parsed && checkShape(parsed, headSchema, findings);
  if (checked === undefined || slots === undefined) return undefined;
  const brief = fillSlots(checked.brief, slots);
  const markdown = fillSlots(body, slots).trim();
  checkSlots(file, `${brief}\n${markdown}`, findings);
  if ([...brief].length > 180) {
    const message = `brief has ${[...brief].length} characters, the first screen has room for 180 characters`;
    findings.add({ file, path: "brief", code: "pack.notice", message, remedy: "shorten it; slots count as filled in" });
  }
  return { ...checked, brief, markdown };
}

function checkHeadings(file: string, markdown: string, findings: PackFindings): void {
  for (const heading of requiredHeadings) {
    if (new RegExp(`^#+ .*${heading}`, "m").test(markdown)) continue;
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
