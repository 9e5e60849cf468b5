import { rankSubjects, summariseScores } from "@diaoyan/analysis";
import { brandAs, type MeetingRecord, type Session } from "@diaoyan/instruments";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { sampleSessions } from "../testing/sample-interviews.ts";
import { writeMinutes } from "./write-minutes.ts";
import { sayScores, writePanelOpinion } from "./write-panel-opinion.ts";

const [first] = sampleSessions;
if (first === undefined) throw new Error("the sample has no session");
const expert = (person: string, unit: string): Session["participants"][number] => ({
  person: brandAs(person),
  role: "参会",
  category: "正高",
  consents: [],
  seat: { unit, position: "研究员", field: "科技管理", kind: "专家", attendance: "纸质签到" },
});
const session: Session = {
  ...first,
  type: "专家论证会",
  title: "评价改革对策建议论证会（模拟数据）",
  day: brandAs("2026-10-12"),
  participants: [expert("E-01", "甲校"), expert("E-02", "乙所")],
  reflection: "反思不得外传",
  notes: first.notes.map((note) => ({ ...note, text: "原话不得外传", sensitive: true })),
};
const opinion = {
  id: "o1",
  speaker: brandAs<MeetingRecord["opinions"][number]["speaker"]>("E-01"),
  adoption: "采纳",
} as const;
const record: MeetingRecord = {
  sequence: 2,
  place: "第一会议室",
  organiser: "某研究所",
  undertaker: "",
  chair: "",
  expected: 12,
  present: 10,
  online: 2,
  agenda: "课题组汇报；\n专家质询",
  documents: "研究报告",
  opinions: [
    { ...opinion, kind: "意见", point: "问题诊断符合实际", reason: "有数据支持", chapter: "第三章" },
    { ...opinion, id: "o2", kind: "建议", point: "建议补充区级案例；", reason: "", chapter: "", adoption: null },
    { ...opinion, id: "o3", kind: "异议", point: "样本偏少。", reason: "", chapter: "", adoption: "未采纳" },
  ],
  consensus: "评价改革应当分类推进",
  reserved: "",
  decisions: [
    { id: "d1", matter: "修改报告第三章", owner: "课题组", due: brandAs("2026-11-01"), state: "未开始" },
    { id: "d2", matter: "报送简报", owner: "", due: null, state: "未开始" },
  ],
  scores: [],
  panel: {
    leader: brandAs("E-02"),
    heard: "研究报告和佐证材料。",
    conclusions: ["完成了任务要求", "资料翔实，方法得当"],
    problems: "区级数据不足，建议补充",
    verdict: "原则同意",
  },
  signedBy: "某负责人",
  signedOn: null,
};
const meeting = { session, record, undertaker: "某研究所", simulated: true, software: "diaoyan 0.1.0" };

function textOf(bytes: Uint8Array): string {
  const files = unzipSync(bytes);
  const parts = ["word/document.xml", "word/header1.xml"].map((name) => strFromU8(files[name] ?? new Uint8Array()));
  return parts.join("").replaceAll(/<[^>]+>/g, "");
}

describe("writeMinutes", () => {
  it("speaks in the third person and names no speaker", async () => {
    const text = textOf(await writeMinutes(meeting));
    expect(text).toContain("2026年10月12日，某研究所在第一会议室组织召开");
    expect(text).toContain("应到12人，实到10人，其中线上2人");
    expect(text).toContain("会议认为，评价改革应当分类推进。");
    expect(text).toContain("会议认为，问题诊断符合实际。");
    expect(text).toContain("会议建议补充区级案例。");
    expect(text).toContain("会议议程：课题组汇报；专家质询。");
    expect(text).toContain("会议议定，修改报告第三章，由课题组负责，2026年11月1日前完成。");
    expect(text).toContain("有意见提出，样本偏少。");
    expect(text).toContain("模拟数据");
    expect(text).not.toMatch(/E-0\d|不得外传/);
    const styles = strFromU8(unzipSync(await writeMinutes(meeting))["word/styles.xml"] ?? new Uint8Array());
    const [caption = ""] = /<w:style [^>]*w:styleId="Caption".*?<\/w:style>/s.exec(styles) ?? [];
    expect(caption).toContain("黑体");
    expect(caption).not.toContain("<w:i/>");
    expect(await writeMinutes(meeting)).toEqual(await writeMinutes(meeting));
  });

  it("sets off what is not filled in", async () => {
    const text = textOf(await writeMinutes(meeting));
    expect(text).toContain("会议由（主持人）主持");
    expect(text).toContain("由（责任人）负责，（期限）。");
    const bare = textOf(await writeMinutes({ ...meeting, record: { ...record, opinions: [], consensus: " " } }));
    expect(bare).toContain("（待填写会议认为的内容）");
    expect(bare).not.toContain("会议建议");
  });
});

describe("writePanelOpinion", () => {
  const items = [
    { id: "a", label: "任务完成度", maximum: 60 },
    { id: "b", label: "文本规范", maximum: 40 },
  ];
  const sheets = [50, 60, 55, 52, 40].map((a) => ({ subject: "研究报告", points: { a, b: 30 } }));
  const scores = summariseScores(items, sheets).map((summary) => ({ sheet: "专家评分表", summary }));

  it("follows the frame, the problems last and the leader first", async () => {
    const text = textOf(await writePanelOpinion(meeting, scores));
    expect(text).toContain(
      "审阅了研究报告和佐证材料，经质询和讨论，形成意见如下：一、完成了任务要求。二、资料翔实，方法得当。",
    );
    expect(text).toContain("三、存在问题和改进建议区级数据不足，建议补充。专家组原则同意通过论证。");
    expect(text.indexOf("E-02")).toBeLessThan(text.indexOf("E-01"));
    expect(text).toContain("去掉一个最高分和一个最低分后，最终得分82.33，等次为良好");
    expect(text).toContain("肯德尔和谐系数W=");
    expect(text).not.toContain("不得外传");
  });

  it("orders the subjects by the experts who judged all of them, and says who did not and how far they agree", async () => {
    const codeOf = brandAs<MeetingRecord["opinions"][number]["speaker"]>;
    const judged = (expert: string, totals: readonly number[]) =>
      totals.map((a, at) => ({ subject: `案例${at + 1}`, expert: codeOf(expert), points: { a, b: 30 } }));
    const rankings = (sheets: ReturnType<typeof judged>) => {
      const ranking = rankSubjects(items, sheets);
      return ranking === null ? [] : [{ sheet: "案例评分表", ranking }];
    };
    const agreed = [...judged("E-01", [50, 40, 30]), ...judged("E-02", [55, 45, 20]), ...judged("E-03", [60])];
    const text = textOf(await writePanelOpinion(meeting, [], rankings(agreed)));
    expect(text).toContain("案例评分表：各评议对象排序");
    expect(text).toContain("案例11.0082.50案例22.0072.50案例33.0055.00");
    expect(text).toContain("按2位专家各自给出的总分排序，同分取平均名次，另有1位未对全部对象填写完整，不参与排序。");
    expect(text).toContain(
      "专家对3个对象排序的一致性：肯德尔和谐系数W=1.000（已作同分校正，对象较少，不作显著性检验）。",
    );
    const tied = [...judged("E-01", [50, 50]), ...judged("E-02", [40, 40])];
    expect(textOf(await writePanelOpinion(meeting, [], rankings(tied)))).toContain(
      "各位专家给全部对象的总分相同，无法计算一致性。",
    );
    const many = ["E-01", "E-02", "E-03"].flatMap((expert) => judged(expert, [60, 55, 50, 45, 40, 35, 30, 25]));
    expect(textOf(await writePanelOpinion(meeting, [], rankings(many)))).toContain("W=1.000（已作同分校正，p=0.004）");
  });

  it("says on what a score rests where sheets are few or incomplete", () => {
    const said = (given: readonly (number | null)[]) =>
      summariseScores(
        items,
        given.map((a) => ({ subject: "研究报告", points: a === null ? { b: 30 } : { a, b: 30 } })),
      ).map(sayScores);
    expect(said([null, null])).toEqual(["共2份评分表，没有一份填写完整，不计合计分。"]);
    expect(said([60, 58, null])[0]).toContain("填写完整的评分表2份，不足5份，最终得分取平均分89.00，等次为良好。");
  });

  it("is refused without problems, and without a panel", async () => {
    const without = (panel: MeetingRecord["panel"]) =>
      writePanelOpinion({ ...meeting, record: { ...record, panel } }, []);
    await expect(without(record.panel && { ...record.panel, problems: " \n" })).rejects.toThrow("panel.problems");
    await expect(without(null)).rejects.toMatchObject({ code: "panel.incomplete" });
    const open = textOf(await without(record.panel && { ...record.panel, verdict: null, conclusions: [] }));
    expect(open).toContain("专家组（结论）通过论证");
  });
});
