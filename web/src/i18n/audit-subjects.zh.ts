import type { SubjectPhrases } from "./audit-subjects.ts";

const people: SubjectPhrases = [[/^(\d+)$/, "$1 人"]];
const fingerprint: SubjectPhrases = [[/[@ ]([0-9a-f]{8})[0-9a-f]*$/, "（指纹 $1）"]];
const textVersion: SubjectPhrases = [[/^(\S+):(\d+) ([0-9a-f]{8})[0-9a-f]*$/, "$1 第 $2 版（指纹 $3）"]];
const ruleVersion: SubjectPhrases = [[/^(?:revision )?(\d+)$/, "第 $1 版"]];
const paperForm: SubjectPhrases = [
  [/^(\S+)\/(\S+)\/([12])$/, "$1 第 $2 号，第 $3 遍"],
  [/^(\S+)[/ ]([^\s/:]+)$/, "$1 第 $2 号"],
  [/^(\S+)\/([^\s/:]+): /, "$1 第 $2 号："],
];
const roles: SubjectPhrases = [
  [/^(lead|researcher|interviewer|viewer) to lead: (\S+)$/, "$1 → 课题负责人：$2"],
  [/^(lead|researcher|interviewer|viewer) to researcher: (\S+)$/, "$1 → 研究人员：$2"],
  [/^(lead|researcher|interviewer|viewer) to interviewer: (\S+)$/, "$1 → 访谈员：$2"],
  [/^(lead|researcher|interviewer|viewer) to viewer: (\S+)$/, "$1 → 只读成员：$2"],
  [/^lead\b/, "课题负责人"],
  [/^researcher\b/, "研究人员"],
  [/^interviewer\b/, "访谈员"],
  [/^viewer\b/, "只读成员"],
  [/^(\S+): (\S+)$/, "$1：$2"],
];
const codings: SubjectPhrases = [
  [/^(\d+) added, (\d+) kept$/, "新增 $1 条，保留 $2 条"],
  [/^(\d+) codings, act \S+$/, "$1 处"],
  [/^(\S+):(\S+)$/, "$1：$2"],
];
const exported: SubjectPhrases = [
  [/^(\S+)\.(\w+): /, "$1（$2 格式），"],
  [/^(\S+): (?=\d+ rows)/, "$1，"],
  [/(\d+) rows(?=;|$)/, "$1 行"],
  [
    /; keys ([\w,]+), k (\d+) of (\d+) asked, (\d+) rows below/,
    "；准标识变量 $1，最小组 $2 行（要求 $3 行），不足要求的 $4 行",
  ],
  [/, coarsened and suppressed$/, "，已归并、已隐去"],
  [/, coarsened$/, "，已归并"],
  [/, suppressed$/, "，已隐去"],
  [/^snapshot (\S+) of (\S+)$/, "快照 $1，取于 $2"],
];

/** How the log speaks of what an act is about, in Simplified Chinese, by act or area. */
export const auditSubjectsZh: Readonly<Record<string, SubjectPhrases>> = {
  "member.list": people,
  "member.invite": [[/^(\S+):(\S+)$/, "$1（邀请 $2）"], ...roles],
  "member.secondFactor": [
    [/^not demanded$/, "不再要求"],
    [/^demanded$/, "要求"],
  ],
  member: roles,
  "personal.read": people,
  "personal.erase": [[/^(\S+) ([0-9a-f]{8})[0-9a-f]*$/, "证明 $1（指纹 $2）"]],
  "roster.read": people,
  "roster.export": people,
  "roster.import": [[/^(\d+) \+ (\d+), (\d+)$/, "新增 $1 人，更新 $2 人，新增单位 $3 家"]],
  "roster.sample": [[/^(\S+): (\d+)\/(\d+)$/, "$1：从 $3 人中抽取 $2 人"]],
  invitation: [
    [/^(\S+): (\d+)$/, "链接 $1，$2 人"],
    [/^(\S+): (\S+)$/, "链接 $1，$2"],
  ],
  "collector.quota": [
    [/^(\S+): no limit$/, "$1：不限"],
    [/^(\S+): (\d+)$/, "$1：$2 份"],
  ],
  "quota.save": [
    [
      /^(\S+) revision (\d+): (\S+), (\d+) cells, (\d+) limits, target (\d+)/,
      "$1 配额第 $2 版：$3，$4 格，其中限额 $5 格，目标合计 $6 份",
    ],
    [/; (\S+), (\d+) cells, (\d+) limits/g, "；$1，$2 格，其中限额 $3 格"],
  ],
  "quota.remove": [[/^(\S+) revision (\d+)$/, "$1 配额第 $2 版"]],
  "letter.write": [[/^(\S+): (\d+)$/, "$1：$2 份"]],
  "lead.read": [[/^(\d+)$/, "$1 条"]],
  "audit.read": [
    [/^(\d+) entries$/, "$1 条"],
    [/^(\d+) entries from (\d+) on$/, "$1 条，从第 $2 条起"],
  ],
  "audit.export": [[/^(\d+)$/, "$1 条"]],
  "memo.save": [
    [/^code:/, "编码："],
    [/^transcript:/, "文稿："],
    [/^case:/, "案例："],
  ],
  "deidentify.read": [[/^(\d+)$/, "$1 个词语"], ...ruleVersion],
  "deidentify.rules": ruleVersion,
  "deidentify.sessions": ruleVersion,
  "transcript.deidentify": textVersion,
  "coding.correct": textVersion,
  "transcript.import": fingerprint,
  "questionnaire.publish": fingerprint,
  "questionnaire.close": fingerprint,
  "recording.purge": fingerprint,
  outline: fingerprint,
  "coding.export": [[/^(\w+)$/, "$1 格式"]],
  "coding.retrieve": [[/^(\d+) transcripts as said: .*$/, "转写稿 $1 份"]],
  "transcript.search": [[/^(\d+) transcripts as said: .*$/, "转写稿 $1 份"]],
  coding: codings,
  "assignment.draw": [[/^(\S+): seed (\d+), (\d+) of (\d+)$/, "样本 $1：随机种子 $2，从 $4 份中抽取 $3 份"]],
  "agreement.adjudicate": [[/^(\S+):(\d+)-(\d+):(\S+)$/, "$1 第 $2 至 $3 字：$4"]],
  "policy.export": [
    [/^region$/, "按地区"],
    [/^level$/, "按层级"],
    [/^year$/, "按年份"],
  ],
  "disclosure.save": [[/^smallest group shown: (\d+)$/, "$1 份"]],
  rescue: [[/^(\d+) taken, (\d+) refused$/, "收入 $1 条，未收入 $2 条"]],
  case: [
    [/:draft$/, "（初稿）"],
    [/:confirmedByPerson$/, "（本人已确认）"],
    [/:confirmedByUnit$/, "（单位已确认）"],
    [/:secrecyChecked$/, "（已通过保密审查）"],
    [/:final$/, "（定稿）"],
    [/: text$/, "：正文"],
    [/: material$/, "：依据材料"],
    [/: changes$/, "：修改记录"],
  ],
  report: [[/^(\S+): (\S+) from ([0-9a-f]{64})(?:; .*)?$/, "$1：$2，依据快照 $3"]],
  paper: paperForm,
  "report.take": [[/^(\S+): [^,]+, (.+)$/, "$1：$2"]],
  "ledger.export": [[/^snapshot (\S+)$/, "快照 $1"]],
  "export.take": exported,
  session: [[/^(\S+):(\S+)$/, "$1：$2"]],
  response: [[/^(\S+): (.+)$/, "$1：$2"]],
  variable: [[/^(\S+) (.+)$/, "$1：$2"]],
  weight: [[/^(\S+) (.+)$/, "$1：$2"]],
};
