import { z } from "zod";
import type { LetterTemplate } from "../model/pack.ts";
import { checkShape } from "./check-shape.ts";
import { fillSlots, openSlots } from "./fill-slots.ts";
import { codeSlot, letterSlots } from "./letter-slots.ts";
import type { PackFindings } from "./pack-finding.ts";
import { readYaml } from "./read-files.ts";
import type { NoticeSource } from "./read-notice.ts";

const headSchema = z.strictObject({ version: z.string().min(1).max(40), title: z.string().min(1).max(100) });

/** What a letter has to say, as words one of which must occur. */
const duties = [
  { of: "that taking part is voluntary", words: ["自愿"] },
  { of: "that answers are kept confidential", words: ["保密"] },
  { of: "what the answers are for", words: ["用于", "目的", "用途"] },
] as const;

/** Slots of `study.yaml` that stay open until the study says them: the letter names them then. */
const studySlots = ["承担单位", "委托方", "负责人", "课题名称", "地区", "年度", "上年度", "联系方式", "保存期限"];

/** Reads `letter.md`: YAML between `---` lines with version and title, then the letter with its slots. */
export function readLetter({ file, text, slots }: NoticeSource, findings: PackFindings): LetterTemplate | undefined {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text.replace(/^\uFEFF/, ""));
  const refuse = (message: string, remedy: string): void =>
    findings.add({ file, code: "pack.letter", message, remedy });
  if (match === null) {
    refuse(
      "expected version and title between two lines ---",
      "begin the file with a line ---, then version: and title:",
    );
    return undefined;
  }
  const [, head = "", body = ""] = match;
  for (const slot of openSlots(body).map((whole) => whole.slice(1, -1))) {
    if ((letterSlots as readonly string[]).includes(slot) || studySlots.includes(slot)) continue;
    refuse(`{${slot}} is no slot of a letter`, `use one of ${[...letterSlots, ...studySlots].join(", ")}`);
  }
  if (!body.split(/\n\s*\n/).some((part) => part.trim() === `{${codeSlot}}`)) {
    refuse(`has no place for the code`, `give {${codeSlot}} a paragraph of its own`);
  }
  for (const { of, words } of duties) {
    if (!words.some((word) => body.includes(word))) refuse(`does not say ${of}`, `say it, with ${words.join(" or ")}`);
  }
  const parsed = readYaml(file, head, findings);
  const checked = parsed && checkShape(parsed, headSchema, findings);
  if (checked === undefined || slots === undefined) return undefined;
  return { ...checked, title: fillSlots(checked.title, slots), markdown: fillSlots(body, slots).trim() };
}
