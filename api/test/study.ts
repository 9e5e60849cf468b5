import { type Client, routes } from "../src/contract/index.ts";
import { newUuid } from "../src/contract/uuid.ts";
import type { JsonValue } from "../src/contract/values.ts";

/** One small study: a questionnaire with a hidden branch, a codebook of two codes, an outline. Everything in it is 模拟数据. */
export const smallStudy = "small-study";
export const smallQuestionnaire = "small";

const studyYaml = `id: ${smallStudy}
title: { zh: 小课题（模拟数据）, en: Small study }
topic: "4"
commissioner: 委托单位
undertaker: 承担单位
lead: 李负责
period: { from: 2026-01-01, to: 2026-12-31 }
reportYear: 2026
region: 天津
obligations:
  - { id: interviews, label: { zh: 访谈不少于2人次 }, measure: interviewPersonTimes, atLeast: 2, unit: 人次 }
  - { id: answers, label: { zh: 有效问卷不少于3份 }, measure: responses, atLeast: 3, unit: 份 }
  - { id: report, label: { zh: 研究报告1份 }, measure: report, atLeast: 1, unit: 份 }
deliverables:
  - { id: report, title: { zh: 研究报告 }, kind: report, outline: report.md }
simulated: true
mainlandPersonalInformation: false
`;

const noticeMarkdown = `---
version: "1"
brief: 本调查由承担单位受委托方支持开展，用于测试，约8分钟，自愿参加，可随时退出，不收集姓名和电话。
---
## 处理者
承担单位。
## 目的
测试。
## 信息种类
答案。
## 保存
至2026年12月31日。
## 权利
可凭回执撤回。
## 联系
test@example.org
`;

const protocolYaml = `id: p-a
version: "1"
title: { zh: 个人访谈提纲 }
audience: 科研人员
consentScript: 您好，访谈自愿参加，可随时退出。您是否同意参加？
closingScript: 谢谢您。
sections:
  - id: s1
    title: 评价
    minutes: 20
    questions:
      - { id: q1, text: 您如何看待论文指标？, probes: [能举个例子吗？] }
materials: []
`;

const codebookYaml = `version: "1"
codes:
  - { id: papers, parent: null, number: "1", name: 唯论文, definition: 以论文论英雄, include: 论文数量, exclude: 论文质量, example: 只看论文, rules: [{ any: [论文] }] }
  - { id: title, parent: null, number: "2", name: 职称评审, definition: 职称评审中的做法, include: 评审, exclude: 聘任, example: 职称难评, rules: [{ any: [职称] }] }
modifiers:
  评价倾向: [正, 负]
`;

/** Questionnaire definition of the small study: \`reason\` shows only for those who are not satisfied. */
export const smallDefinition = {
  name: smallQuestionnaire,
  form: "short",
  title: { zh: "小问卷（模拟数据）" },
  purpose: { zh: "测试" },
  minutes: 2,
  constructs: [],
  missingCodes: [99],
  survey: {
    pages: [
      {
        name: "p1",
        elements: [
          {
            type: "radiogroup",
            name: "satisfied",
            title: "您是否满意？",
            isRequired: true,
            choices: [
              { value: 1, text: "满意" },
              { value: 2, text: "不满意" },
            ],
          },
          {
            type: "text",
            name: "reason",
            title: "为什么？",
            visibleIf: "{satisfied} = 2",
            maxLength: 200,
          },
          {
            type: "rating",
            name: "pressure",
            title: "压力有多大？",
            rateMin: 1,
            rateMax: 5,
            minRateDescription: "很小",
            maxRateDescription: "很大",
          },
        ],
      },
    ],
  },
};

const outlineMarkdown = `---
title: 小课题研究报告
---

# 结果

有效问卷共若干份。
`;

/** Files of the small study's pack. */
export function smallPack(): Record<string, string> {
  return {
    "study.yaml": studyYaml,
    "notice.md": noticeMarkdown,
    "protocols/p-a.yaml": protocolYaml,
    "codebook.yaml": codebookYaml,
    [`questionnaires/${smallQuestionnaire}.json`]: JSON.stringify(smallDefinition),
    "reports/report.md": outlineMarkdown,
    "references.bib": "",
  };
}

/** Loads the pack, publishes its questionnaire and opens a collector. */
export async function openSmallStudy(
  client: Client,
  mode: "pseudonymous" | "anonymous" = "pseudonymous",
): Promise<{ readonly collector: string; readonly version: string }> {
  await client.call(routes.loadPack, { body: { files: smallPack(), simulated: true } });
  const params = { study: smallStudy, questionnaire: smallQuestionnaire };
  const { version } = await client.call(routes.publishQuestionnaire, { params, body: {} });
  return { collector: await openLink(client, version.hash, { mode }), version: version.hash };
}

/** Opens one more collector of the small study. */
export async function openLink(
  client: Client,
  version: string,
  more: {
    readonly mode?: "identified" | "pseudonymous" | "anonymous";
    readonly quota?: number;
    readonly opensAt?: string;
    readonly closesAt?: string;
    readonly invitedOnly?: boolean;
    readonly unit?: string;
    readonly split?: boolean;
  } = {},
): Promise<string> {
  const { collector } = await client.call(routes.openCollector, {
    params: { study: smallStudy },
    body: { questionnaire: smallQuestionnaire, version, label: "测试链接", mode: "pseudonymous", ...more },
  });
  return collector.id;
}

/** A complete submission to the small questionnaire, under a UUIDv7. */
export function smallSubmission(version: string, answers: Record<string, JsonValue> = { satisfied: 1, pressure: 3 }) {
  return {
    id: newUuid(7),
    version,
    answers,
    noticeVersion: "1",
    consent: true as const,
    seconds: 95,
  };
}
