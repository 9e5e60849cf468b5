import { type Coding, type CodingAct, makeCoding } from "@diaoyan/analysis";
import {
  brandAs,
  type Codebook,
  type Consent,
  codePointLength,
  makeTranscript,
  type Participant,
  type Session,
  type SessionId,
  type Transcript,
} from "@diaoyan/instruments";

const talks = [
  `访谈员：现在的评审，专家懂您做的方向吗？
受访者：去年评职称，五位专家里只有一位真正做过高温合金，另外四位都是大方向相近。问的问题很客气，但是没有问到点子上。
访谈员：材料的负担怎么样？
受访者：同样一份业绩，我一年里填了七次，每次格式都不一样，光是核对页码就要两天。`,
  `访谈员：请说说评审反馈。
受访者：以前只公布通过名单，没通过的人不知道差在哪里。现在每个人都收到三条书面意见，虽然短，可是服气。
受访者：孙主任当时反对得最厉害，这件事后来也没有再提。
访谈员：还有别的吗？
受访者：这个别往外写，我们所里其实有一半人是走过场的，专家名单提前一周大家都知道了。`,
  `访谈员：企业里怎么评价技术人员？
受访者：我们看产品，不看论文。一个工程师把良品率从百分之八十二提到九十四，这就是他的职称材料。
访谈员：小同行找得到吗？
受访者：难。全市做这个细分方向的不超过十个人，抬头不见低头见，还是希望能跨省请专家。`,
] as const;

const sites = ["市属科研院所", "市属高等学校", "民营科技企业"] as const;
const consent: Consent = {
  kind: "participate",
  granted: true,
  method: "口头",
  at: brandAs("2025-04-01T01:00:00.000Z"),
};

function participant(index: number): Participant {
  return {
    person: brandAs(`P${index + 1}`),
    role: "受访",
    category: ["应用研究，副高", "基础研究，正高", "技术开发，中级"][index] ?? "",
    consents: [consent],
  };
}

/** Three held interviews and a cancelled one; 人次 is three. */
export const sampleSessions: readonly Session[] = [...talks.keys(), 3].map((index) => ({
  id: brandAs<SessionId>(`s${index + 1}`),
  number: `T4-SITE0${index + 1}-I0${index + 1}`,
  type: "个别访谈",
  mode: "现场",
  status: index === 3 ? "cancelled" : "held",
  title: `模拟访谈${index + 1}`,
  day: brandAs(`2025-04-0${index + 1}`),
  startTime: "09:30",
  minutes: 60 + index * 5,
  site: {
    unit: brandAs(`U${index + 1}`),
    unitType: sites[index] ?? "市属科研院所",
    pilotLevel: "国家试点单位",
    keyUnit: true,
    district: "南开区",
  },
  protocol: "P-C",
  participants: [participant(index)],
  notes: [],
  summary: "",
  observation: "",
  reflection: "",
  revision: 1,
}));

/** What was said, written for the tests; the second one names a person and holds an off-record turn. */
export const sampleTranscripts: readonly Transcript[] = talks.map((raw, index) =>
  makeTranscript({
    id: brandAs(`t${index + 1}`),
    revision: 1,
    session: brandAs(`s${index + 1}`),
    title: `模拟访谈${index + 1}转写稿`,
    raw,
  }),
);

function code(number: string, name: string): Codebook["codes"][number] {
  const parent = number.includes(".") ? `c${number.split(".")[0]}` : null;
  return {
    id: brandAs(`c${number.replace(".", "-")}`),
    parent: parent === null ? null : brandAs(parent),
    number,
    name,
    definition: name,
    include: "",
    exclude: "",
    example: "",
    rules: [],
  };
}

/** The codes of these interviews. */
export const sampleCodebook: Codebook = {
  version: "1",
  codes: [
    code("2", "谁来评"),
    code("2.1", "同行评议"),
    code("3", "怎么评"),
    code("3.2", "材料负担"),
    code("3.4", "反馈申诉"),
    code("4", "怎么用"),
  ],
  modifiers: {},
};

const coded: readonly (readonly [talk: number, code: string, words: string])[] = [
  [0, "c2-1", "五位专家里只有一位真正做过高温合金，另外四位都是大方向相近。"],
  [0, "c3-2", "同样一份业绩，我一年里填了七次，每次格式都不一样，光是核对页码就要两天。"],
  [1, "c3-4", "现在每个人都收到三条书面意见，虽然短，可是服气。"],
  [1, "c3-4", "孙主任当时反对得最厉害，这件事后来也没有再提。"],
  [1, "c2-1", "我们所里其实有一半人是走过场的，专家名单提前一周大家都知道了。"],
  [2, "c2-1", "全市做这个细分方向的不超过十个人，抬头不见低头见，还是希望能跨省请专家。"],
  [2, "c2-1", "小同行找得到吗？"],
];

/** Span of words in a transcript, in code points. */
export function spanOf(transcript: Transcript, words: string): { readonly start: number; readonly end: number } {
  const start = codePointLength(transcript.text.slice(0, transcript.text.indexOf(words)));
  return { start, end: start + codePointLength(words) };
}

/** A person's codings, among them a naming sentence, off-record words and an interviewer's question. */
export const sampleCodings: readonly Coding[] = coded.map(([talk, id, quote], index) => {
  const transcript = sampleTranscripts[talk] as Transcript;
  const { start, end } = spanOf(transcript, quote);
  const act: CodingAct = {
    id: brandAs(`k${index + 1}`),
    user: brandAs("u1"),
    at: brandAs("2025-05-01T01:00:00.000Z"),
  };
  return makeCoding(transcript, { start: brandAs(start), end: brandAs(end), quote }, brandAs(id), act);
});
