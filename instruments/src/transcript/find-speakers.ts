import type { SpeakerLine } from "./speaker-line.ts";
import { speakerRole } from "./speaker-role.ts";

const header =
  /^(?:编号|项目|课题|专题|主题|题目|标题|日期|时间|访谈时间|访谈日期|地点|方式|单位|参加人员|参会人员|出席|记录|备注|注|附|附件|说明|录音|时长|提纲|来源|模拟数据)$/u;
const connective =
  /^(?:一是|二是|三是|四是|五是|例如|比如|首先|其次|再次|最后|另外|第[一二三四五六七八九十].*|总之|结论|问题|建议|原因|原话)$/u;
const code = /^(?:[A-Za-z]{1,3}\d{0,3}|[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+)$/u;

/**
 * Which labels are speakers. A word before a colon is one when it is a role (访谈员, 受访者2, 专家A), a code (A, P3,
 * T4-SITE03-I07), stands beside a time code, or is short and begins at least two lines. Words of a title block (时间,
 * 地点), connectives (例如, 一是) and bare numbers (of a time) never are.
 */
export function findSpeakers(heads: readonly (SpeakerLine | null)[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const timed = new Set<string>();
  for (const head of heads) {
    if (!head?.speaker) continue;
    counts.set(head.speaker, (counts.get(head.speaker) ?? 0) + 1);
    if (head.at !== null) timed.add(head.speaker);
  }
  const speaks = (label: string, count: number): boolean => {
    if (header.test(label) || connective.test(label) || /^\d+$/.test(label)) return false;
    return (
      speakerRole(label) !== "unknown" || code.test(label) || timed.has(label) || (count >= 2 && [...label].length <= 8)
    );
  };
  return new Set([...counts].filter(([label, count]) => speaks(label, count)).map(([label]) => label));
}
