import { z } from "zod";
import type { Notice } from "../model/pack.ts";
import { checkShape } from "./check-shape.ts";
import type { PackFindings } from "./pack-finding.ts";
import { readYaml } from "./read-files.ts";

const headSchema = z.strictObject({
  version: z.string().min(1).max(40),
  brief: z
    .string()
    .min(20)
    .refine((text) => [...text].length <= 180, "expected at most 180 characters, since it stands on the first screen"),
});

/** What a person must be told before consenting (PIPL art. 17), as headings of the notice. */
const requiredHeadings = ["处理者", "目的", "信息种类", "保存", "权利", "联系"] as const;

/** Reads `notice.md`: YAML between `---` lines with version and brief text, then the full notice in Markdown. */
export function readNotice(file: string, text: string, findings: PackFindings): Notice | undefined {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text.replace(/^\uFEFF/, ""));
  if (match === null) {
    const remedy = "begin the file with a line ---, then version: and brief:, then a line ---";
    findings.add({
      file,
      line: 1,
      code: "pack.notice",
      message: "expected version and brief between two lines ---",
      remedy,
    });
    return undefined;
  }
  const [, head = "", markdown = ""] = match;
  for (const heading of requiredHeadings) {
    if (new RegExp(`^#+ .*${heading}`, "m").test(markdown)) continue;
    const remedy = "say it under a heading of its own (个人信息保护法 第十七条)";
    findings.add({ file, code: "pack.notice", message: `has no heading with “${heading}”`, remedy });
  }
  for (const slot of markdown.matchAll(/\{[^{}\n]{1,30}\}/g)) {
    findings.add({
      file,
      code: "pack.notice-slot",
      message: `the slot ${slot[0]} is still empty`,
      remedy: "write what it stands for",
    });
  }
  const parsed = readYaml(file, head, findings);
  const checked = parsed && checkShape(parsed, headSchema, findings);
  return checked && { ...checked, markdown: markdown.trim() };
}
