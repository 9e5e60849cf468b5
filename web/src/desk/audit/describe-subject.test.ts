import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { showMoment } from "../../china-time.ts";
import { auditEn } from "../../i18n/audit.en.ts";
import { auditZh } from "../../i18n/audit.zh.ts";
import { describeSubject } from "./describe-subject.ts";

const id = "a3f8bca6-2d77-4cab-b87a-c73f4efdda86";
const other = "0c2f5d0e-9a4b-4d1e-8f3a-2b6c7d8e9f01";
const hash = "c013f706".padEnd(64, "0");
const names = new Map([
  [id, "第一场访谈"],
  ["c1-2", "1.2 评价标准"],
  ["q-e2-short", "简版问卷"],
  ["research-report", "研究报告"],
]);
const say = (action: string, subject: string) =>
  describeSubject({ action, subject }, names, auditZh, (at) => showMoment(at, "zh-CN").replace("（北京时间）", ""));

describe("subjects of the audit log", () => {
  it("are named where they are known, shortened where not, and left alone in a person's words", () => {
    expect(say("session.save", id)).toBe("第一场访谈");
    expect(say("session.save", other)).toBe("0c2f5d0e");
    expect(say("response.invalid", `${other}: 不是 viewer 填的`)).toBe("0c2f5d0e：不是 viewer 填的");
  });

  it.each([
    ["coding.rules", "177 added, 0 kept", "新增 177 条，保留 0 条"],
    ["coding.rules", `177 codings, act ${other}`, "177 处"],
    ["coding.add", `${id}:c1-2`, "第一场访谈：1.2 评价标准"],
    ["coding.correct", `${id}:3 ${hash}`, "第一场访谈 第 3 版（指纹 c013f706）"],
    ["coding.retrieve", `2 transcripts as said: ${id} ${other}`, "转写稿 2 份"],
    ["coding.export", "qdpx", "qdpx 格式"],
    ["case.confirm", `${id}:confirmedByUnit`, "第一场访谈（单位已确认）"],
    ["case.confirm", `${id}:secrecyChecked`, "第一场访谈（已通过保密审查）"],
    ["case.read", `${id}: changes`, "第一场访谈：修改记录"],
    ["report.draft", `research-report: ${other} from ${hash}; ${hash}`, "研究报告：0c2f5d0e，依据快照 c013f706"],
    ["report.take", `research-report: ${other}, 报告（模拟数据）.docx`, "研究报告：报告（模拟数据）.docx"],
    ["questionnaire.publish", `q-e2-short@${hash}`, "简版问卷（指纹 c013f706）"],
    ["outline.save", "research-report@c013f706aabbccdd", "研究报告（指纹 c013f706）"],
    ["transcript.import", `${id} ${hash}`, "第一场访谈（指纹 c013f706）"],
    ["export.take", "q-e2-short: 121 rows", "简版问卷，121 行"],
    [
      "export.take",
      "q-e2-short.sav: 300 rows; keys BG01,BG05, k 3 of 5 asked, 12 rows below, coarsened and suppressed",
      "简版问卷（sav 格式），300 行；准标识变量 BG01,BG05，最小组 3 行（要求 5 行），不足要求的 12 行，已归并、已隐去",
    ],
    ["export.take", `snapshot ${hash} of 2026-11-27T01:00:00.000Z`, "快照 c013f706，取于 2026年11月27日 09:00"],
    ["roster.import", "96 + 4, 7", "新增 96 人，更新 4 人，新增单位 7 家"],
    ["roster.sample", `${other}: 30/96`, "0c2f5d0e：从 96 人中抽取 30 人"],
    ["roster.read", "50", "50 人"],
    ["member.join", "researcher", "研究人员"],
    ["member.invite", "viewer:005fc202e81ff0de", "只读成员（邀请 005fc202e81ff0de）"],
    ["member.role", `viewer to lead: ${id}`, "只读成员 → 课题负责人：第一场访谈"],
    ["member.remove", "viewer: hT3bKq9ZxW2mNv8pLr5sDc7fGj4yEa6u", "只读成员：hT3bKq9Z"],
    ["collector.quota", "9u2d5heg2b: no limit", "9u2d5heg2b：不限"],
    ["invitation.send", "gcc3d4b3d6: 2", "链接 gcc3d4b3d6，2 人"],
    ["assignment.draw", `${other}: seed 7, 3 of 12`, "样本 0c2f5d0e：随机种子 7，从 12 份中抽取 3 份"],
    ["agreement.adjudicate", `${id}:10-24:c1-2`, "第一场访谈 第 10 至 24 字：1.2 评价标准"],
    ["paper.enter", "B1/17/2", "B1 第 17 号，第 2 遍"],
    ["paper.compare", "B1 17", "B1 第 17 号"],
    ["paper.decide", "B1/17: a1, b2", "B1 第 17 号：a1, b2"],
    ["audit.read", "50 entries from 64 on", "50 条，从第 64 条起"],
    ["memo.save", "code:c1-2", "编码：1.2 评价标准"],
    ["weight.keep", "q-e2-short 性别权重", "简版问卷：性别权重"],
    [
      "quota.save",
      "q-e2-short revision 2: unit×title, 6 cells, 2 limits, target 90; gender, 2 cells, 1 limits",
      "简版问卷 配额第 2 版：unit×title，6 格，其中限额 2 格，目标合计 90 份；gender，2 格，其中限额 1 格",
    ],
    ["disclosure.save", "smallest group shown: 5", "5 份"],
    ["policy.export", "region", "按地区"],
  ])("%s of %s reads %s", (action, subject, words) => {
    expect(say(action, subject)).toBe(words);
  });

  it("say the same in English", () => {
    const inEnglish = (action: string, subject: string) => describeSubject({ action, subject }, names, auditEn);
    expect(inEnglish("roster.import", "96 + 4, 7")).toBe("96 people added, 4 changed, 7 units added");
    expect(inEnglish("coding.retrieve", `2 transcripts as said: ${id} ${other}`)).toBe("2 transcripts");
    expect(inEnglish("export.take", "q-e2-short.sav: 9 rows; keys A, k 3 of 5 asked, 2 rows below")).toBe(
      "简版问卷 (sav), 9 rows; keys A, smallest group 3 (asked for 5), 2 rows below it",
    );
  });
});

it("names every act that the server's code writes into the log, in both languages", async () => {
  const folder = new URL("../../../../api/src/", import.meta.url);
  const files = (await readdir(folder, { recursive: true })).filter((name) => /(?<!\.test)\.ts$/.test(name));
  const written = files.flatMap((name) => {
    const lines = readFileSync(new URL(name, folder), "utf8").split("\n");
    const acts = lines.filter((line) => /\baction\b|\bnoteOf\(/.test(line) && !line.includes("problem("));
    return acts.flatMap((line) => [...line.matchAll(/"([a-zA-Z]+\.[a-zA-Z]+)"/g)].map(([, action = ""]) => action));
  });
  expect(written.length).toBeGreaterThan(60);
  for (const { actions } of [auditZh, auditEn])
    expect([...new Set(written)].filter((action) => actions[action] === undefined)).toEqual([]);
});
