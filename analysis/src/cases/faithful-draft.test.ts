import { brandAs, createOffsetIndex, seededRandom, type Transcript } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CaseSentence } from "../model/case-summary.ts";
import type { Coding } from "../model/corpus.ts";
import { findForeignNumbers } from "./foreign-numbers.ts";
import { rankSentences } from "./rank-sentences.ts";
import { toVector } from "./term-vector.ts";
import { codeWords, draftOf, transcriptOf } from "./testing/draft-words.ts";

function draft(transcripts: readonly Transcript[], codings: readonly Coding[] = []): readonly CaseSentence[] {
  return draftOf(transcripts, codings).sections.flatMap(({ sentences }) => sentences);
}
const textsOf = (sentences: readonly CaseSentence[]): readonly string[] => sentences.map(({ text }) => text);

const talk = [
  "我们单位以前一年考核一次，材料要交十几份。",
  "现在评审专家从库里随机抽取，名单当场公布。",
  "青年人晋升的机会比以前多了一些，大家看得见。",
  "会上讨论过很多次，办法改了三稿才通过。",
  "系统里有的数据不再让个人填报，省了不少时间。",
  "绩效和评价等次挂钩，拿出两成来分配。",
] as const;

/** A talk of about `characters` characters that never says the same thing in the same words. */
function longTalk(characters: number, late: string): string {
  const random = seededRandom(5);
  const turns: string[] = [];
  for (let length = 0, turn = 0; length < characters; turn += 1) {
    const said = talk.map(
      (sentence) => `第${turn}处${sentence.slice(0, 4 + Math.floor(random() * sentence.length))}等等。`,
    );
    turns.push(`访谈员：请再说说第${turn}个方面？\n受访者：${said.join("")}`);
    length += said.join("").length;
  }
  return [...turns, `访谈员：还有吗？\n受访者：${late}`].join("\n");
}

describe("a drafted case", () => {
  it("takes up what was coded at the end of a long talk", () => {
    const late = "去年有十七位青年骨干凭三项代表作破格晋升，没有一位靠论文数量。";
    const transcript = transcriptOf(longTalk(20_000, late));
    const drafted = draft([transcript], [codeWords(transcript, late, "6.3")]);
    expect(textsOf(drafted)).toContain(late);
    const [found] = drafted.filter(({ text }) => text === late);
    expect((found?.source?.start ?? 0) / transcript.text.length).toBeGreaterThan(0.95);
  });

  it.each([
    [
      "甲：我们去年引进了十五名博士。\n乙：不是十五名，是十二名。",
      "我们去年引进了十五名博士。",
      "不是十五名，是十二名。",
    ],
    [
      "访谈员：破格的怎么样？\n受访者：破格的三个人都干得很好。\n访谈员：都很好？\n受访者：有一个后来查出材料有问题，撤销了。",
      "破格的三个人都干得很好。",
      "有一个后来查出材料有问题，撤销了。",
    ],
  ])("joins %s over a change of turn", (raw, claim, limit) => {
    const transcript = transcriptOf(raw);
    const drafted = textsOf(draft([transcript], [codeWords(transcript, claim, "4.2")]));
    expect([drafted.includes(claim), drafted.includes(limit)]).toEqual([true, true]);
  });

  it.each([
    [
      "受访者：去年有九件申诉，六件维持原判。\n受访者：这个数没公布过，五月以前不能往外说。",
      "去年有九件申诉，六件维持原判。",
    ],
    [
      "受访者：有两个博士因为没有编制走了。\n受访者：这段您帮我删掉吧，单位知道了不好。",
      "有两个博士因为没有编制走了。",
    ],
    ["受访者：我们承担的是某型号的叶片，这一段属于内部掌握。", "我们承担的是某型号的叶片，这一段属于内部掌握。"],
    ["受访者：张志强的材料是我送审的，说是一票否决。", "张志强的材料是我送审的，说是一票否决。"],
    ["受访者：这项成果主要是我的学生小刘做的。", "这项成果主要是我的学生小刘做的。"],
    [
      "受访者：去年二十三个副高里——\n访谈员：等一下。\n受访者：——有十一个是三十五岁以下的。",
      "有十一个是三十五岁以下的。",
    ],
    [
      "受访者：前提是验收合格，而且到账超过一百万。\n访谈员：满足以后呢？\n受访者：每人奖励五万元。",
      "每人奖励五万元。",
    ],
  ])("leaves out what may not be quoted, or not alone: %s", (raw, words) => {
    const transcript = transcriptOf(`访谈员：情况怎么样？\n${raw}`);
    const drafted = textsOf(draft([transcript], [codeWords(transcript, words, "4.2")]));
    const condition = drafted.some((text) => text.startsWith("前提是"));
    expect(drafted.includes(words) && !condition).toBe(false);
  });

  it.each([
    ["我们取消了论文数量的要求。", "但是只限于工程技术岗位，基础研究岗位没有取消。"],
    ["专家评审可以不用再答辩一遍。", "除非有人实名提出异议。"],
    ["岗位职数按三年一次统一调整。", "前提是编制总数不变。"],
    ["所有人都可以申请破格晋升高级岗位。", "不是所有专业，只有两个专业可以。"],
    ["有人说论文要求已经全部取消了。", "其实不是这样，基础研究岗位还在看。"],
    ["职称评审不再要求发表论文了。", "从事基础研究的岗位除外。"],
    ["今年有三十七人凭代表作破格晋升。", "不对，是二十七人破格晋升。"],
    ["今年有三十八人凭代表作破格晋升。", "准确地说是三十六人，两人后来撤了。"],
    ["领导说论文要求已经全部取消了。", "我看没有取消，表里那一栏还在。"],
    ["全市的职称评审都不看论文了。", "这个我没有核实过。"],
    ["成果转化到账三千六百万元。", "数字以财务处的年报为准。"],
    ["文件上写着取消论文数量的要求。", "这一条，我们没有做到。"],
    ["我们把论文权重从四成降到一成半。", "这还是征求意见稿，没有正式发文。"],
    ["带动产业链产值三点六亿元。", "这是企业自己报的，没有审计。"],
    ["应用类申报人的通过率是百分之百。", "应用类只报了两个人。"],
    ["二〇二〇年以前，我们一年考核四次。", "现在一年一次。"],
  ])("says %s with %s or not at all", (claim, limit) => {
    const raw = `访谈员：改了哪些？\n受访者：${claim}${limit}大家意见比较一致。`;
    const transcript = transcriptOf(raw);
    const alone = textsOf(draft([transcript], [codeWords(transcript, claim, "4.2")]));
    expect(alone.includes(claim)).toBe(alone.includes(limit));
    expect(alone).toContain(claim);
    // the limit names somebody, so that it cannot be quoted: then the claim is not either
    const named = transcriptOf(raw.replace(limit, limit.replace("。", "，这是王建国主任说的。")));
    expect(textsOf(draft([named], [codeWords(named, claim, "4.2")]))).not.toContain(claim);
  });

  it.each([
    ["嗯，好的。", "但是只限于工程技术类的岗位。"],
    ["所有岗位都这样吗？", "不是所有岗位，只有工程技术类可以。"],
  ])("keeps a limit said after the interviewer's %s", (between, limit) => {
    const claim = "现在职称评审不再看论文数量了。";
    const transcript = transcriptOf(`访谈员：改了哪些？\n受访者：${claim}\n访谈员：${between}\n受访者：${limit}`);
    expect(textsOf(draft([transcript], [codeWords(transcript, claim, "4.2")]))).toEqual([claim, limit]);
  });

  it.each([
    // a condition that does not say what it is of
    ["满五年的可以自己申报高级岗位。", ["去年申报了二十三个人。"], "前提是本单位连续工作满三年。"],
    ["满五年的可以自己申报高级岗位。", ["去年申报了二十三个人。", "大家反映都不错。"], "条件是没有不良记录。"],
    ["职称评审现在不看论文数量了。", ["对，就这样。"], "前提是满五年。"],
    ["博士进来就给三十万元启动经费。", ["另外还配一名助手给他用。"], "只有签了八年合同的才有。"],
    ["外单位专家占到评委的七成。", ["这一条写进了章程里面。"], "不过以上都只在工程系列试行。"],
    // a turn that takes up the words of an earlier sentence
    ["青年岗每年拿出十个名额公开竞聘。", ["大家看得见，气氛好多了。"], "但是名额去年被收回去了四个。"],
    ["我们把聘期考核改成五年一次。", ["大家说松了一口气。"], "实际上考核每年还在填表。"],
    ["职称评审对论文不作硬性要求。", ["你要问我有没有例外。", "有。"], "院士团队引进的还是要看三篇。"],
    ["临床的晋升不看论文篇数。", ["三级手术每台算两分。", "大家没有意见。"], "不过这是主治往副高走的。"],
    ["评审结果三天之内反馈给本人。", ["这个大家等了很多年。"], "除非有人实名举报。"],
  ])("says %s only with all up to its condition: %s %s", (claim, between, limit) => {
    const raw = (end: string) => `访谈员：改了哪些？\n受访者：${[claim, ...between, end].join("")}`;
    const transcript = transcriptOf(raw(limit));
    const drafted = textsOf(draft([transcript], [codeWords(transcript, claim, "4.2")]));
    expect(drafted).toContain(claim);
    expect(drafted).toContain(limit);
    const named = transcriptOf(raw(limit.replace("。", "，王建国主任定的。")));
    expect(textsOf(draft([named], [codeWords(named, claim, "4.2")]))).not.toContain(claim);
  });

  it("does not carry a condition over to another point, another answer or another speaker", () => {
    const claim = "满五年的可以自己申报高级岗位。";
    const after = ["第二条是评委随机抽取。", "前提是当天有五个人到场，王建国主任要签字。"].join("");
    const one = transcriptOf(`访谈员：改了哪些？\n受访者：${claim}${after}`);
    expect(textsOf(draft([one], [codeWords(one, claim, "4.2")]))).toContain(claim);
    const other = transcriptOf(`访谈员：改了哪些？\n受访者甲：${claim}\n受访者乙：前提是王建国主任要签字。`);
    expect(textsOf(draft([other], [codeWords(other, claim, "4.2")]))).toContain(claim);
  });

  it.each([
    ["嗯，您继续。", "材料只交三页纸就够了。前提是数据在系统里查得到。"],
    ["有什么条件吗？", "要在本单位干满五年，还要有两位外单位专家推荐。"],
    ["所有人都可以？", "事业编制的才行，合同制的还没放开。"],
  ])("keeps a condition that is told after the interviewer's %s", (between, told) => {
    const claim = "现在可以自己申报高级岗位。";
    const transcript = transcriptOf(`访谈员：改了哪些？\n受访者：${claim}\n访谈员：${between}\n受访者：${told}`);
    expect(textsOf(draft([transcript], [codeWords(transcript, claim, "4.2")])).join("")).toBe(claim + told);
  });

  it("leaves out what its speaker takes back many questions later, or does not want written afterwards", () => {
    const claim = "去年有三十七人凭代表作破格晋升高级职称。";
    const other = "现在评审专家从库里随机抽取，名单当场公布。";
    const told = (late: string) =>
      transcriptOf(
        `访谈员：成效呢？\n受访者：${claim}\n访谈员：谁来评？\n受访者：${other}\n访谈员：还有吗？\n受访者：${late}`,
      );
    const draftOfLate = (late: string) => {
      const transcript = told(late);
      return textsOf(draft([transcript], [codeWords(transcript, claim, "6.3"), codeWords(transcript, other, "2.1")]));
    };
    expect(draftOfLate("没有了，就这些。")).toEqual(expect.arrayContaining([claim, other]));
    for (const late of [
      "我刚才说的三十七人不对，是二十七人。",
      "有个数我说错了，不是三十七人，是二十七人。",
      "前面说的凭代表作破格晋升，不是所有系列都算。",
      "前面破格晋升职称那个数我讲错了，要去人事处核一下。",
    ]) {
      expect(draftOfLate(late)).not.toContain(claim);
      expect(draftOfLate(late)).toContain(other);
    }
    expect(draftOfLate("刚才那段别写进去。")).not.toContain(other);
  });

  it("says a claim with its condition once, however often and with whatever beginning it is said", () => {
    const said = (year: string) => `${year}起论文可交可不交，交了不加分。前提是三年里主持过一次完整的海试。`;
    const raw = ["二〇一九年", "二〇二〇年", "二〇二一年"]
      .map((year) => `访谈员：评什么？\n受访者：${said(year)}`)
      .join("\n");
    const drafted = textsOf(draft([transcriptOf(raw)]));
    expect(drafted.filter((text) => text.startsWith("前提是"))).toHaveLength(1);
  });

  it("says neither of two speakers of one name, and counts what never ends", () => {
    const raw = [
      "张伟（人事处）：评审专家从库里随机抽取，海试队的张伟也抽中过。",
      "访谈员：怎么评？",
      "张伟（人事处）：评委当天抽签。",
      "张伟（海试队）：我在船上干了十六年。",
      `张伟（海试队）：评审专家问了我四十分钟，全是船上的事。${"海试的时候租船要先垫钱".repeat(6)}`,
    ].join("\n");
    const { sections, endless, withheld } = draftOf([transcriptOf(raw)]);
    expect(sections.flatMap(({ sentences }) => textsOf(sentences)).join("")).not.toContain("张伟");
    expect([endless, withheld]).toEqual([1, 1]);
  });

  it("takes no later sentence of an answer to a supposition for a fact either, until it says what is", () => {
    const said = ["评审专家直接到现场看样机。", "每位专家看三个项目就够了。", "目前我们只在两个系试过一回。"];
    const transcript = transcriptOf(`访谈员：假如论文全部取消，专家怎么评？\n受访者：${said.join("")}`);
    const coded = said.map((words) => codeWords(transcript, words, "2.1"));
    expect(textsOf(draft([transcript], coded))).toEqual([said[2]]);
  });

  it("takes what goes on with a supposition only behind it", () => {
    const wish = "假如市里认了我们的评价等次，明年就能解决四十个人的职称。";
    const goesOn = "每个人的绩效工资能涨一千二百元。";
    const transcript = transcriptOf(`访谈员：结果怎么用？\n受访者：${wish}${goesOn}现在绩效工资一个人也没有涨。`);
    const drafted = textsOf(draft([transcript], [codeWords(transcript, goesOn, "4.2")]));
    expect(drafted.includes(goesOn)).toBe(drafted.includes(wish) && drafted.includes(goesOn));
    const alone = transcriptOf(`访谈员：结果怎么用？\n受访者：${wish.replace("职称", "王建国主任")}${goesOn}`);
    expect(textsOf(draft([alone], [codeWords(alone, goesOn, "4.2")]))).not.toContain(goesOn);
  });

  it("does not take an answer to a supposition for a fact, and no interviewer's words for a finding", () => {
    const raw = [
      "访谈员：如果把论文全部取消，专家评审怎么办？",
      "受访者：评审专家直接看现场和用户意见。",
      "访谈员：我听说你们已经把小同行评审推广到全市了，效果很好。",
      "受访者：目前小同行评审只在两个系试过，还没有推广。",
    ].join("\n");
    const transcript = transcriptOf(raw);
    const all = ["评审专家直接看现场和用户意见。", "目前小同行评审只在两个系试过，还没有推广。"];
    const coded = [...all, "我听说你们已经把小同行评审推广到全市了，效果很好。"].map((words) =>
      codeWords(transcript, words, "2.1"),
    );
    expect(textsOf(draft([transcript], coded))).toEqual([all[1]]);
  });

  it("keeps every negation, condition and number of the sentence it quotes, in reading order, whatever is said", () => {
    const piece = fc.constantFrom(
      ...[
        "没有取消论文要求",
        "如果任务没完成就不评",
        "只有3个单位可以",
        "占百分之四十",
        "不再答辩",
        "除非本人申请",
        "共1,200人",
      ],
      ...["专家从库里抽取", "青年人机会多了", "😀大家都说好", "𠮷教授没有参加"],
    );
    const sentence = fc
      .tuple(fc.constantFrom("", "但是", "所以", "当然", "嗯，"), fc.array(piece, { minLength: 1, maxLength: 3 }))
      .map(([lead, pieces]) => `${lead}${pieces.join("，")}。`);
    const turn = fc.tuple(
      fc.constantFrom("评审专家怎么选？", "如果没有呢？", "成效怎么样？"),
      fc.array(sentence, { maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 5 }), (turns) => {
        const raw = turns.map(([asked, said]) => `访谈员：${asked}\n受访者：${said.join("")}`).join("\n");
        const transcript = transcriptOf(raw);
        const index = createOffsetIndex(transcript.text);
        const drafted = draft([transcript]);
        const places = drafted.map(({ source }) => source?.start ?? -1);
        for (const { text, source } of drafted) {
          expect(source).not.toBeNull();
          const said = source === null ? "" : index.slice(source);
          expect(said).toBe(text);
          expect(findForeignNumbers(text, said)).toEqual([]);
          // whole from mark to mark, so that no 没有 or 如果 was cut off
          const before = index.slice({ start: brandAs(0), end: source?.start ?? brandAs(0) });
          expect(before).toMatch(/[。：，]$/u);
          expect(text).toMatch(/。$/u);
          const after = transcript.text.slice(before.length + text.length).trimStart();
          if (/^(?:但是|当然)/u.test(after)) expect(places).toContain(source?.end);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("rankSentences", () => {
  const vectorOf = (weights: Readonly<Record<string, number>>) =>
    toVector(Object.entries(weights).map(([term, score]) => ({ term, score, count: 1 })));

  it("puts first what most others are like, and ranks any vectors between 0 and 1 in every order", () => {
    const hub = vectorOf({ a: 1, b: 1, c: 1 });
    const ranks = rankSentences([vectorOf({ a: 1 }), vectorOf({ b: 1 }), hub, vectorOf({ c: 1 }), vectorOf({ z: 1 })]);
    expect(ranks[2]).toBe(1);
    expect(ranks[4]).toBeLessThan(ranks[0] ?? 0);
    const vector = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.integer({ min: 1, max: 9 })).map(vectorOf);
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 12 }), (vectors) => {
        const there = rankSentences(vectors);
        const back = rankSentences(vectors.toReversed()).toReversed();
        for (const [at, rank] of there.entries()) expect(rank).toBeCloseTo(back[at] ?? Number.NaN, 6);
        for (const rank of there) expect(rank > 0 && rank <= 1).toBe(true);
      }),
    );
  });
});
