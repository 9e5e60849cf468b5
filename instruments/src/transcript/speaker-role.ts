import type { Turn } from "../model/transcript.ts";
import type { OffsetIndex } from "../text/offset-index.ts";

const interviewer =
  /^(?:访谈员|访谈者|访谈人|采访者|采访人|采访员|主访人?|主访者|调研员|调研组|课题组|主持人?|提问者?|问|记者|记录[人员]|Q|Interviewer|Moderator|Researcher)$/iu;
const interviewee =
  /^(?:受访者|受访人|受访|被访者|被访人|访谈对象|被访谈人|答|答复|回答|嘉宾|专家|代表|发言人|参会者|说话人|Interviewee|Respondent|Participant|Speaker|Expert)$/iu;

/** What a label says of its bearer; numbers and letters behind the word (受访者A, 受访者甲, 专家3) do not matter. */
export function speakerRole(label: string): "interviewer" | "interviewee" | "unknown" {
  const word = label
    .replace(/[（(].*$/u, "")
    .replace(/[\s_\-—0-9０-９一二三四五六七八九十甲乙丙丁戊己庚辛壬癸]*[A-Za-zＡ-Ｚ]?[\s_\-0-9０-９]*$/u, "");
  const bare = word === "" ? label : word;
  if (interviewer.test(bare) || interviewer.test(label)) return "interviewer";
  return interviewee.test(bare) || interviewee.test(label) ? "interviewee" : "unknown";
}

/**
 * Labels of those who ask. By role words where any label has one (访谈员, 问, Q …); otherwise the speaker, out of two or
 * more, most of whose turns end in a question mark and who says less than the others. Empty where nobody clearly asks.
 */
export function findInterviewers(index: OffsetIndex, turns: readonly Turn[]): ReadonlySet<string> {
  const speakers = [...new Set(turns.map((turn) => turn.speaker))];
  const named = speakers.filter((speaker) => speakerRole(speaker) === "interviewer");
  if (named.length > 0 || speakers.length < 2) return new Set(named);
  const asking = speakers.filter((speaker) => speakerRole(speaker) === "unknown" && asksMostly(speaker, index, turns));
  return new Set(asking.length < speakers.length ? asking : []);
}

function asksMostly(speaker: string, index: OffsetIndex, turns: readonly Turn[]): boolean {
  const own = turns.filter((turn) => turn.speaker === speaker);
  const questions = own.filter((turn) => /[?？][”」』）)]?$/u.test(index.slice(turn)));
  const others = turns.length - own.length;
  return (
    own.length >= 2 && questions.length * 2 > own.length && meanLength(own) * others < sumLength(turns) - sumLength(own)
  );
}

function sumLength(turns: readonly Turn[]): number {
  return turns.reduce((sum, turn) => sum + turn.end - turn.start, 0);
}

function meanLength(turns: readonly Turn[]): number {
  return turns.length === 0 ? 0 : sumLength(turns) / turns.length;
}
