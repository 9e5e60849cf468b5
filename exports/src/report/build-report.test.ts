import { brandAs, type Day, type Instant, type Json, type StudySnapshot } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { OutlineRefused } from "../errors.ts";
import type { Block, Run } from "../model/document.ts";
import { parseOutline } from "../outline/parse-outline.ts";
import { sampleSessions, sampleTranscripts } from "../testing/sample-interviews.ts";
import { sampleOutline } from "../testing/sample-outline.ts";
import { sampleCase, sampleSnapshot } from "../testing/sample-study.ts";
import { buildReport } from "./build-report.ts";

const head = "---\ntitle: 报告\n---\n";
const whole = sampleSnapshot();

function build(body: string, snapshot: StudySnapshot = whole, mode: "draft" | "final" = "draft") {
  return buildReport(parseOutline("sample.md", head + body), snapshot, { mode });
}

function findingsOf(body: string, mode: "draft" | "final" = "draft", snapshot = whole) {
  try {
    build(body, snapshot, mode);
  } catch (error) {
    if (error instanceof OutlineRefused) return error.findings;
    throw error;
  }
  return [];
}

const runsOf = (block: Block | undefined): readonly Run[] => (block?.kind === "paragraph" ? block.runs : []);
const textOf = (block: Block | undefined): string =>
  runsOf(block)
    .map(({ text }) => text)
    .join("");
const cases = (...list: readonly object[]): StudySnapshot =>
  sampleSnapshot({ cases: list as unknown as readonly Json[] });

describe("buildReport", () => {
  it("resolves every directive of the sample and gives each number, table, figure and quotation its evidence", () => {
    const report = buildReport(parseOutline("sample.md", sampleOutline), whole, { mode: "draft" });
    const ids = new Set(report.evidence.map(({ id }) => id));
    const used = report.blocks.flatMap((block): readonly (string | null | undefined)[] => {
      if (block.kind === "paragraph") return block.runs.map(({ evidence }) => evidence);
      if (block.kind === "table") return [block.evidence, ...(block.marks ?? []).map(({ evidence }) => evidence)];
      return block.kind === "figure" ? [block.evidence] : [];
    });
    const marks = used.filter((id) => typeof id === "string");
    expect(new Set(marks)).toEqual(ids);
    expect(report).toMatchObject({ placeholders: 2, simulated: true, day: "2025-06-01", snapshot: whole.hash });
    expect(report.evidence.every(({ place }) => /^sample\.md:\d+$/.test(place))).toBe(true);
  });

  it("takes judgements of experts for what they are, without a questionnaire or beside several", () => {
    const attributes = 'labels="质量,贡献" judgements="[[[1,3],[0.3333333333333333,1]]]" show="table"';
    const other = whole.versions.map((one) => ({ ...one, definition: { ...one.definition, name: "other" } }));
    for (const versions of [[...whole.versions, ...other], []] as unknown as StudySnapshot["versions"][]) {
      const snapshot = { ...whole, versions };
      const { blocks, evidence } = build(`::analysis{kind=ahp ${attributes}}`, snapshot);
      expect(blocks.find((block) => block.kind === "table")).toMatchObject({
        table: { note: expect.stringMatching(/^资料来源：专家判断/u) },
      });
      expect(evidence[0]?.query).toMatch(/^专家判断；层次分析法（AHP）权重；指标名称：质量、贡献；判断矩阵：/u);
    }
  });

  it("says the sentence of an analysis once and takes a value from its result", () => {
    const report = build(
      "均值:value{kind=describe variables=FAIR path=variables.0.mean}，n=:value{kind=describe variables=FAIR path=n}",
    );
    expect(textOf(report.blocks[0])).toMatch(/^均值\d\.\d\d，n=\d+$/);
    expect(report.evidence.map(({ kind }) => kind)).toEqual(["value", "value"]);
    expect(report.evidence[0]?.query).toBe(
      "《科技人才评价问卷（样例）》；描述统计；变量：评价公平感（FAIR）；取值：variables.0.mean",
    );
  });

  it("says what a sample is and what an organisation reports, under the table", () => {
    const noteOf = (snapshot: StudySnapshot) => {
      const table = build("::analysis{kind=frequencies variable=UNIT}", snapshot).blocks.at(-1);
      return table?.kind === "table" ? table.table.note : "";
    };
    expect(noteOf(whole)).toMatch(/^资料来源：课题组调查，问卷抽样（模拟数据）；n=80/);
    const versions = whole.versions.map((version) => ({
      ...version,
      definition: { ...version.definition, title: { zh: "科技人才队伍调查（单位卷）" } },
    }));
    expect(noteOf(sampleSnapshot({ versions }))).toMatch(/^资料来源：课题组调查，单位填报（模拟数据）；/);
    const mentions = build("::analysis{kind=codeFrequency}").blocks.at(-1);
    expect(mentions?.kind === "table" && mentions.table.note).toMatch(
      /^资料来源：课题组访谈与座谈转写稿（模拟数据）；受访人次/,
    );
  });

  it("fails a final build while findings, recommendations or the cover are unsettled, and shades them in a draft", () => {
    const { pack } = whole;
    const snapshot = sampleSnapshot({
      pack: {
        ...pack,
        study: { ...pack.study, lead: "（课题负责人）" },
        findings: pack.findings.map((one) => ({ ...one, cause: "专家库不共享（初拟，待确认）" })),
        recommendations: pack.recommendations.map((one) => ({ ...one, deadline: "（待定）" })),
      },
    });
    const body = "::finding{id=f-peer}\n\n::recommendation{id=r-peer}\n";
    expect(findingsOf(body, "final", snapshot)).toMatchObject([
      { code: "study.unfilled", file: "study.yaml lead", message: "课题负责人尚未填写" },
      { file: "sample.md", line: 4, message: "问题“小同行难找”的成因待确认" },
      { line: 6, message: "建议“建设跨省小同行专家库”的完成时限待确认" },
    ]);
    expect(findingsOf(body, "final")).toEqual([]);
    const draft = build(body, snapshot);
    expect(draft.placeholders).toBe(3);
    const shaded = draft.blocks.filter((block) => block.kind === "paragraph" && block.style === "placeholder");
    expect(shaded.map(textOf)).toEqual(["成因：专家库不共享（初拟，待确认）。", "完成时限：（待定）。"]);
  });

  it("lists the bibliography, and keeps what nobody has checked out of it", () => {
    const bibliography =
      "@standard{a, title={科技人才评价规范}, number={GB/T 44143—2024}}\n@misc{b, author={石某}, title={（题名待核对）某调查}, year={2020}}\n@book{c, author={张某}, title={评价学}, publisher={某出版社}, year={2021}}";
    const snapshot = sampleSnapshot({ pack: { ...whole.pack, bibliography } });
    const { blocks, placeholders } = build("::references{}", snapshot);
    expect(blocks.map(textOf)).toEqual([
      "[1] GB/T 44143—2024 科技人才评价规范[S].",
      "[2] 张某.评价学[M].某出版社，2021.",
      "【待核对】石某.（题名待核对）某调查[Z].2020.",
    ]);
    expect(placeholders).toBe(1);
    expect(findingsOf("::references{}", "final", snapshot)).toMatchObject([
      { line: 4, message: "参考文献“b”待核对：石某.（题名待核对）某调查[Z].2020." },
    ]);
    expect(textOf(build("::references{}").blocks[0])).toBe("（暂无参考文献。）");
    const broken = sampleSnapshot({ pack: { ...whole.pack, bibliography: "@misc{a, title = {甲" } });
    expect(findingsOf("::references{}", "draft", broken)[0]?.message).toContain("references.bib:1");
  });

  it("names what a finding rests on", () => {
    expect(build("::finding{id=f-peer}").evidence[0]?.query).toMatch(/^问卷“.+”（q-sample:F_2）；编码2.1同行评议$/);
  });

  it.each([
    ["path=n unit=份", /^80份$/],
    ["path=n", /^80$/],
    ["path=categories.0.percent", /^\d+\.\d$/],
    ["path=categories.0.percent percent=true", /^\d+\.\d%$/],
    ["path=categories.0.percent digits=3", /^\d+\.\d{3}$/],
  ])("prints %s as reports print it", (attributes, form) => {
    expect(textOf(build(`:value{kind=frequencies variable=UNIT ${attributes}}`).blocks[0])).toMatch(form);
  });

  it("counts obligations and names the records behind them", () => {
    const report = build("调研:count[interviews]。\n\n::ledger{}\n");
    expect(textOf(report.blocks[0])).toBe("调研3人次。");
    expect(report.evidence[0]).toMatchObject({
      n: null,
      query: "深入单位调研：T4-SITE01-I01、T4-SITE02-I02、T4-SITE03-I03",
    });
    const table = report.blocks[1];
    expect(table?.kind === "table" && table.table.body.map((row) => row.map(({ text }) => text))).toEqual([
      ["深入单位调研", "≥20人次", "3人次", "尚缺17人次"],
      ["调研组出动（对照）", "—", "0人次", "仅供对照"],
      ["研究报告", "≥1份", "0份", "尚缺1份"],
    ]);
    const final = build("::ledger{}", whole, "final").blocks[0];
    expect(final?.kind === "table" && final.table.body[2]?.map(({ text }) => text)).toEqual([
      "研究报告",
      "≥1份",
      "1份",
      "已达到",
    ]);
    expect(table?.kind === "table" && table.marks?.[0]).toEqual({ row: 0, column: 2, evidence: "E1" });
  });

  it("writes the facts of the methods from the records: excluded responses and cancelled sessions do not count", () => {
    const snapshot = sampleSnapshot({
      responses: whole.responses.map((response, index) =>
        index < 3 ? { ...response, status: index === 0 ? "withdrawn" : "excluded" } : response,
      ),
    });
    const { blocks } = build("::methods{}\n\n:value{kind=frequencies variable=UNIT path=n}", snapshot);
    const days = blocks.flatMap((block) =>
      block.kind === "table" ? block.table.body.map((row) => row[1]?.text ?? "") : [],
    );
    expect(days).toEqual([...days].sort());
    expect(days).toHaveLength(3);
    expect(textOf(blocks[0])).toBe(
      "《科技人才评价问卷（样例）》采用网络问卷，2025年3月1日至2025年3月20日回收答卷80份，其中有效77份，排除2份、撤回1份（模拟数据）。",
    );
    expect(textOf(blocks[1])).toMatch(
      /^共开展访谈、座谈和会议3场，受访3人次，合计195分钟；转写稿3篇，共\d+字；编码7处（模拟数据）。$/,
    );
    expect(textOf(blocks.at(-1))).toBe("77");
  });

  it("quotes interviewees word for word with their category, one interview after the other", () => {
    const { blocks, evidence } = build("::quotes{code=2.1 n=5}");
    expect(blocks.map(textOf)).toEqual([
      "“去年评职称，五位专家里只有一位真正做过高温合金，另外四位都是大方向相近。”——市属科研院所，应用研究",
      "“全市做这个细分方向的不超过十个人，抬头不见低头见，还是希望能跨省请专家。”——民营科技企业，技术开发",
    ]);
    const [, start, end] = /第(\d+)—(\d+)字/.exec(evidence[0]?.query ?? "") ?? [];
    const text = sampleTranscripts[0]?.text ?? "";
    expect([...text].slice(Number(start), Number(end)).join("")).toBe(evidence[0]?.value);
  });

  it("quotes whole sentences, each once, and marks what only a dictionary rule coded", () => {
    const proposed = whole.codings.map((coding) => ({
      ...(coding as object),
      origin: { kind: "rule", rule: "小同行" },
    })) as unknown as readonly Json[];
    const snapshot = sampleSnapshot({ codings: proposed });
    const { blocks, evidence } = build(
      "::quotes{code=2.1 n=1}\n\n::quotes{code=2.1 n=1}\n\n::quotes{code=2.1}",
      snapshot,
    );
    expect(blocks.map(textOf)).toEqual([
      "“去年评职称，五位专家里只有一位真正做过高温合金，另外四位都是大方向相近。”——市属科研院所，应用研究（编码待确认）",
      "“全市做这个细分方向的不超过十个人，抬头不见低头见，还是希望能跨省请专家。”——民营科技企业，技术开发（编码待确认）",
      "（“同行评议”的原话见前文。）",
    ]);
    expect(evidence[0]?.query).toContain("待人工确认");
    expect(build("::quotes{code=2.1}", snapshot, "final").blocks.map(textOf)).toEqual([
      "（“同行评议”暂无可引用的原话。）",
    ]);
  });

  it("never quotes naming sentences, off-record turns, interviewers, or persons who did not agree or took it back", () => {
    const quoted = (snapshot: StudySnapshot) =>
      build("::quotes{code=2.1 n=9}\n\n::quotes{code=3.4 n=9}", snapshot).blocks.map(textOf).join();
    expect(quoted(whole)).not.toMatch(/孙主任|走过场|小同行找得到吗/);
    expect(quoted(whole)).toContain("跨省请专家");
    const refused = sampleSnapshot({
      sessions: sampleSessions.map((session) => ({
        ...session,
        participants: session.participants.map((person) => ({
          ...person,
          consents: [
            ...person.consents,
            { kind: "participate", granted: false, method: "口头", at: "2025-05-01T00:00:00.000Z" },
          ],
        })),
      })) as unknown as StudySnapshot["sessions"],
    });
    expect(quoted(refused)).toBe("（“同行评议”暂无可引用的原话。）,（“反馈申诉”暂无可引用的原话。）");
    const revised = sampleSnapshot({ transcripts: sampleTranscripts.map((one) => ({ ...one, revision: 2 })) });
    expect(quoted(revised)).toContain("暂无可引用的原话");
  });

  it("shows draft cases marked in a draft, and only final ones with consent in a final build", () => {
    const draft = build("::cases{kind=reform}", cases(sampleCase()));
    expect(draft.blocks.map(textOf).join()).toContain("初稿");
    expect(draft.placeholders).toBe(1);
    const sections = sampleCase().sections.slice(0, 1);
    const consented = sampleCase({ status: "final", publicationConsent: true, sections });
    const unconsented = sampleCase({ status: "final", title: "未授权", sections });
    const report = build("::cases{kind=reform}", cases(consented, unconsented), "final");
    const shown = JSON.stringify(report.blocks);
    expect(shown).toContain("把意见还给落选者");
    expect(shown).not.toContain("未授权");
    expect(shown).not.toContain("初稿");
    expect(findingsOf("::cases{}", "final", cases(unconsented))[0]?.message).toMatch(/no case is final with consent/);
    expect(findingsOf("::case{id=case-1}", "final", cases(unconsented))[0]?.message).toMatch(/not final with consent/);
  });

  it("leaves out a case whose consent was taken back, in drafts too, and says how many there are", () => {
    const consent = {
      form: "",
      day: brandAs<Day>("2026-11-27"),
      by: "u",
      at: brandAs<Instant>("2026-11-27T01:00:00.000Z"),
    };
    const consents = [{ kind: "publication" as const, granted: false, ...consent }];
    const withdrawn = sampleCase({ id: brandAs("case-2"), title: "已撤回者", consents });
    for (const mode of ["draft", "final"] as const) {
      const open = sampleCase({
        status: "final",
        publicationConsent: true,
        sections: sampleCase().sections.slice(0, 1),
      });
      const shown = JSON.stringify(build("::cases{}", cases(open, withdrawn), mode).blocks);
      expect(shown).not.toContain("已撤回者");
      expect(shown).toContain("另有1个案例的公开授权已撤回");
    }
  });

  it("takes figures of what a person wrote from the ledger, and names the case where one cannot be resolved", () => {
    const written = (text: string) =>
      cases(
        sampleCase({ sections: [{ id: "a", heading: "一、背景", guidance: "", sentences: [{ text, source: null }] }] }),
      );
    const report = build("::cases{}", written("共访谈:count[interviews]，*不是*标记。"));
    expect(report.blocks.map(textOf).join()).toMatch(/共访谈\d+人次/);
    expect(report.evidence.some(({ kind }) => kind === "ledger")).toBe(true);
    const value = build("::cases{}", written("答卷:value{kind=frequencies variable=UNIT path=n unit=份}。"));
    expect(value.blocks.map(textOf).join()).toMatch(/答卷\d+份。/);
    for (const meant of ["共：count[interviews]。", "共:count［interviews］。", "共:Count[interviews]。"])
      expect(findingsOf("::cases{}", "draft", written(meant))[0]?.code, meant).toBe("directive.mistyped");
    expect(build("::cases{}", written("注：value（价值）另说。")).blocks.length).toBeGreaterThan(0);
    expect(findingsOf("::cases{}", "draft", written("共:count[nothing]人"))[0]?.message).toMatch(
      /一、背景”：.*nothing/,
    );
  });

  it("counts the sentences of each case by theme, with kind of unit and region", () => {
    const { blocks } = build("::cases{}", cases(sampleCase()));
    const matrix = blocks.flatMap((block) => (block.kind === "table" ? [block.table] : [])).at(1);
    expect(matrix?.caption).toBe("案例主题矩阵");
    expect(matrix?.header[0]?.slice(0, 3).map(({ text }) => text)).toEqual(["案例", "单位类型", "地区"]);
    expect(matrix?.body[0]?.slice(3).map(({ text }) => text)).toContain("1");
  });

  it("puts the parts of one section of a case below one heading", () => {
    const section = (heading: string) => ({ id: heading, heading, guidance: "写。", sentences: [] });
    const parts = [
      "一、背景",
      "二、主要做法（一）评什么：标准",
      "二、主要做法（二）谁来评：主体",
      "三、取得成效",
      "附：文件目录",
    ];
    const { blocks } = build("::cases{}", cases({ ...sampleCase(), sections: parts.map(section) }));
    const headings = blocks.flatMap((block) =>
      block.kind === "heading" ? [`${block.level} ${block.number}${block.text}`] : [],
    );
    expect(headings.slice(1)).toEqual([
      "2 （一）背景",
      "2 （二）主要做法",
      "3 1.评什么：标准",
      "3 2.谁来评：主体",
      "2 （三）取得成效",
      "2 附：文件目录",
    ]);
  });

  it("indexes cases by unit, activity, stage and maturity", () => {
    const [index] = build("::cases{}", cases(sampleCase())).blocks;
    expect(index?.kind === "table" && index.table.header[0]?.map(({ text }) => text)).toEqual([
      "案例",
      "单位类型",
      "创新活动类型",
      "改革环节",
      "成熟度",
      "状态",
      "公开授权",
    ]);
  });

  it("orders cases by their interviews, whatever order they were drafted in", () => {
    const drafted = [
      sampleCase({ id: brandAs("a"), title: "丙", session: brandAs("s3") }),
      sampleCase({ id: brandAs("b"), title: "甲", session: brandAs("s1") }),
    ];
    const titles = (list: readonly object[]) =>
      build("::cases{}", cases(...list)).blocks.flatMap((block) =>
        block.kind === "heading" && block.level === 1 ? [block.text] : [],
      );
    expect(titles(drafted)).toEqual(["甲", "丙"]);
    expect(titles(drafted.toReversed())).toEqual(["甲", "丙"]);
  });

  it("says where a sentence of a case was rewritten", () => {
    const rewritten = sampleCase({
      sections: sampleCase().sections.map((section) => ({
        ...section,
        sentences: section.sentences.map((one) => ({ ...one, text: "落选者收到书面意见。" })),
      })),
    });
    expect(build("::case{id=case-1}", cases(sampleCase())).evidence[0]?.query).not.toContain("人工修订");
    expect(build("::case{id=case-1}", cases(rewritten)).evidence[0]?.query).toContain("（文字经人工修订）");
  });

  it("fails a final build while texts are to be written, with their lines, and counts them in a draft", () => {
    const body = "# 一\n\n:::placeholder\n甲\n:::\n\n:::placeholder\n乙\n:::\n";
    expect(findingsOf(body, "final")).toMatchObject([
      { line: 6, message: "甲" },
      { line: 10, message: "乙" },
    ]);
    expect(build(body).placeholders).toBe(2);
  });

  it.each([
    ["an unknown variable", "::analysis{kind=frequencies variable=UNITS}", /no variable “UNITS”; did you mean UNIT/],
    ["an unknown kind", "::analysis{kind=frequency variable=UNIT}", /frequenc/],
    ["no kind", "::analysis{variable=UNIT}", /kind: expected/],
    ["an unknown parameter", "::analysis{kind=frequencies variable=UNIT colour=red}", /colour/],
    ["a missing parameter", "::analysis{kind=crosstab rows=UNIT}", /columns/],
    [
      "a questionnaire that is not there",
      '::analysis{kind=frequencies questionnaire="q-x" variable=UNIT}',
      /expected one of q-sample/,
    ],
    ["a construct that is not there", "::analysis{kind=reliability construct=FAIRNESS}", /expected one of FAIR/],
    ["broken JSON", "::analysis{kind=frequencies variable=UNIT where='{\"a\"'}", /not JSON/],
    [
      "a chart that there is none of",
      "::analysis{kind=proportion variable=UNIT value=1 show=chart}",
      /has no chart; leave chart out/,
    ],
    ["a stray part to show", "::analysis{kind=frequencies variable=UNIT show=picture}", /show: expected some of/],
    ["an unknown directive", "::analyse{kind=frequencies}", /expected one of ::analysis/],
    ["an unknown inline directive", "共:number[a]份", /expected one of :value.*written \\:/],
    [
      "a path that leads nowhere",
      ":value{kind=frequencies variable=UNIT path=mean}",
      /leads to nothing.*the result has/,
    ],
    ["a path to several values", ":value{kind=frequencies variable=UNIT path=categories}", /several values/],
    ["a path into the prototype", ":value{kind=frequencies variable=UNIT path=constructor.length}", /leads to nothing/],
    ["wild decimals", ":value{kind=frequencies variable=UNIT path=n digits=200}", /digits: expected/],
    ["an unknown indicator", "有:indicator[lab]家", /expected the id of an indicator \(labs\)/],
    ["an unknown obligation", ":count[interview]", /interviews, fieldwork, report/],
    ["an unknown field", ":study[name]", /expected one of title/],
    ["a code that is not there", "::quotes{code=9.9}", /code: expected/],
    ["a count of quotations", "::quotes{code=2.1 n=0}", /n: expected/],
    ["a misspelt attribute", "::quotes{code=2.1 number=3}", /number: expected only code, n/],
    ["an unknown style of references", "::references{style=1987}", /style: expected 2025 or 2015/],
    ["an attribute of the ledger", "::ledger{all=true}", /expected no attributes/],
    ["an unknown case", "::case{id=x}", /there is no case x/],
    ["an unknown finding", "::finding{id=x}", /expected one of f-peer, got x/],
    ["an unknown recommendation", "::recommendation{}", /expected one of r-peer, got nothing/],
  ])("refuses %s with file, line and what was expected", (_name, directive, message) => {
    const findings = findingsOf(`# 一\n\n${directive}\n`);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ file: "sample.md", line: 6 });
    expect(findings[0]?.directive).not.toBe("");
    expect(findings[0]?.message).toMatch(message);
  });

  it("collects all that is wrong in one build", () => {
    const body = "::finding{id=x}\n\n共:count[x]和:study[x]。\n\n| 甲 |\n| --- |\n| :indicator[x] |\n\n::quotes{}\n";
    expect(findingsOf(body).map(({ line }) => line)).toEqual([4, 6, 6, 10, 12]);
  });

  it("changes nothing in the snapshot and gives the same report again", () => {
    const before = JSON.stringify(whole);
    const outline = parseOutline("sample.md", sampleOutline);
    const first = buildReport(outline, whole, { mode: "draft" });
    expect(buildReport(outline, whole, { mode: "draft" })).toEqual(first);
    expect(JSON.stringify(whole)).toBe(before);
  });
});
