import type { Turn } from "../model/transcript.ts";
import type { OffsetIndex } from "../text/offset-index.ts";

const interviewer =
  /^(?:访谈员|访谈者|访谈人|访谈组|访谈专员|访问员|访员|采访者|采访人|采访员|采访组|主访人?|主访者|调研员|调研组|调研人员|调查员|调查人员|调查组|(?:调研|课题|项目)组(?:成员|老师|同事)|课题组|主持人?|主持老师|提问者?|问|记者|记录[人员]|Q|Interviewer|Moderator|Researcher)$/iu;
const interviewee =
  /^(?:受访.{0,4}|被访.{0,4}|被调查[者人]|访谈对象|答|答复|回答|嘉宾|专家|代表|发言人|参会者|说话人|Interviewee|Respondent|Participant|Speaker|Expert)$/iu;

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
 * Labels of those who ask. By role words where any label has one (访谈员, 问, Q …), and with them whoever of unknown role
 * mostly asks; otherwise the speaker, out of two or more, most of whose turns ask, invite to speak or speak of the other
 * (您, 你们) and who says less than the others. Empty where nobody clearly asks.
 */
export function findInterviewers(index: OffsetIndex, turns: readonly Turn[]): ReadonlySet<string> {
  const speakers = [...new Set(turns.map((turn) => turn.speaker))];
  const named = speakers.filter((speaker) => speakerRole(speaker) === "interviewer");
  if (speakers.length < 2) return new Set(named);
  const asking = speakers.filter((speaker) => speakerRole(speaker) === "unknown" && asksMostly(speaker, index, turns));
  const answering = speakers.length - named.length - asking.length;
  return new Set(answering > 0 ? [...named, ...asking] : named);
}

const invites =
  /^(?:(?:好|嗯|哦|那么?|接下来)[，,。]?)*(?:麻烦|请|[您你]们?)?(?:再|先|也)?(?:谈谈|说说|讲讲|聊聊|介绍|举个?例|谈一?下|说一?下)/u;
const addresses = /[您]|你们|贵(?:单位|院|所|校|公司)/u;
const ofOneself = /我们|咱们/u;

/** Whether a turn asks, invites to speak, or speaks of the one who listens and not of the speaker's own. */
function prompts(words: string): boolean {
  if (/[?？][”」』）)]?$/u.test(words) || invites.test(words)) return true;
  return addresses.test(words) && !ofOneself.test(words);
}

function asksMostly(speaker: string, index: OffsetIndex, turns: readonly Turn[]): boolean {
  const own = turns.filter((turn) => turn.speaker === speaker);
  const questions = own.filter((turn) => prompts(index.slice(turn)));
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
