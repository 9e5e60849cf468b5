import type { TextFormat } from "../program/program.ts";
import { drawItem, type RandomSource, shuffle } from "./random-source.ts";

const subjects = [
  "职称评审",
  "聘期考核",
  "项目申报",
  "经费报销",
  "成果转化",
  "青年人才培养",
  "团队考核",
  "仪器共享",
  "代表作评价",
  "人才计划申报",
  "住房和子女入学",
  "校企合作",
];

const problems = [
  "环节多、材料重复填报，占用了不少科研时间",
  "标准和我们这类岗位的实际工作对不上",
  "办理周期偏长，中间进展不容易查到",
  "结果只给结论，没有说明理由",
  "基层单位自主权有限，好的做法难以坚持",
  "不同部门口径不一致，需要反复沟通",
  "对长期积累和协作贡献体现不够",
];

const wishes = [
  "希望一次填报、多处使用",
  "希望按岗位分类制定标准，并提前公布",
  "希望请真正懂行的同行来评，并反馈意见",
  "希望拉长考核周期，减少中间检查",
  "希望给青年人更多独立承担任务的机会",
  "希望政策落地时配套细则和经办人员培训",
  "希望建立畅通的反映渠道，答复有时限",
];

/** An open answer of one to three sentences about working conditions, as respondents write them; generated, 模拟. */
export function drawOpinion(random: RandomSource): string {
  const subject = drawItem(subjects, random);
  const sentences = [`${subject}方面，${drawItem(problems, random)}。`, `${drawItem(wishes, random)}。`];
  if (random() < 0.3) sentences.push(`另外，${drawItem(subjects, random)}也是大家比较关心的。`);
  return random() < 0.25 ? (sentences[1] as string) : sentences.join("");
}

const practices = [
  "用户意见写进评审结论",
  "一次填报、多处使用",
  "按岗位分类定标准",
  "同行评议书面反馈",
  "三年一个考核周期",
  "经办人员驻点培训",
];

/** The title of a nominated practice; generated, 模拟. */
export function drawPracticeTitle(random: RandomSource): string {
  return `${drawItem(subjects, random)}：${drawItem(practices, random)}`;
}

/** A short free text, such as what 其他 means. */
export function drawShortText(random: RandomSource): string {
  return drawItem(
    shuffle([...subjects, "行业协会渠道", "同事介绍", "本单位内部安排", "视具体情况而定"], random),
    random,
  );
}

function digits(count: number, random: RandomSource): string {
  return Array.from({ length: count }, () => Math.floor(random() * 10)).join("");
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** A text of an input type between its limits, where it has any; dates fall into 2019–2024 otherwise. */
export function drawFormatted(format: TextFormat, random: RandomSource): string {
  const month = `${2019 + Math.floor(random() * 6)}-${two(1 + Math.floor(random() * 12))}`;
  const day = two(1 + Math.floor(random() * 28));
  const time = `${two(8 + Math.floor(random() * 10))}:${two(Math.floor(random() * 60))}`;
  switch (format) {
    case "date":
      return `${month}-${day}`;
    case "datetime-local":
      return `${month}-${day}T${time}`;
    case "month":
      return month;
    case "time":
      return time;
    case "email":
      return `moni${digits(4, random)}@example.com`;
    case "url":
      return `https://example.com/${digits(4, random)}`;
    case "tel":
      return `022-${digits(8, random)}`;
    default:
      return drawShortText(random);
  }
}
