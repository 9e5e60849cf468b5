import { speakerRole } from "./speaker-role.ts";

const behind = /(?<=[。！？!?…；;][”’」』）)】]?\s*)([^\s，。！？；、：:“”「」]{1,8})[：:]/gu;
const opposite: Readonly<Record<string, string>> = { 问: "答", 答: "问", Q: "A", A: "Q" };

/**
 * Where within a line somebody else begins to speak (UTF-16 units): behind the end of a sentence, before a label of a known
 * role of two or more characters (访谈员：, 受访者B：), or before 问：, 答：, Q：, A： where such labels begin lines.
 */
export function findInlineLabels(line: string, labels: ReadonlySet<string>): readonly number[] {
  return [...line.matchAll(behind)].flatMap((match) => {
    const label = match[1] ?? "";
    const isPaired = labels.has(label) || labels.has(opposite[label] ?? "");
    const isRole = speakerRole(label) !== "unknown" && (label.length >= 2 || isPaired);
    const isCode = isPaired && /^[A-Za-z]$/u.test(label);
    return isRole || isCode ? [match.index] : [];
  });
}
