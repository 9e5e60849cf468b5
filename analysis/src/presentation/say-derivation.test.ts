import { describe, expect, it } from "vitest";
import { type Derivation, deriveSchema } from "../expression/derivation.ts";
import { presentRequest } from "../registry/run-request.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";

const note = (derive: readonly Derivation[], locale: "zh" | "en", declared: readonly string[] = []) => {
  const request = { kind: "frequencies", variable: derive.at(-1)?.name, derive };
  return presentRequest({ dataset: sampleAnswers }, request, { seed: 1, locale, declared }).table.note;
};

describe("the note under a result of made variables", () => {
  it.each<[unknown, string, string]>([
    [
      { name: "总分", op: "sum", items: ["fair1", "sex"], reverse: ["sex"], minValid: 1 },
      "“总分”为程序公正、性别的总分（反向计分：性别；至少答1题）",
      "“总分” is the sum of Fair procedure, Sex (reversed: Sex), at least 1 of 2 answered",
    ],
    [
      { name: "两类", op: "recode", from: "unit", map: { 1: "高校", 2: "其他", 3: "其他" } },
      "“两类”由“单位类型”重新编码（高校，院所、企业→其他）",
      "“两类” recodes “Institution” (university→高校; institute, company→其他)",
    ],
    [
      { name: "分组", op: "cut", from: "fair1", breaks: [2, 4], labels: ["低", "中", "高"] },
      "“分组”由“程序公正”分组（低：≤2，中：(2, 4]，高：>4）",
      "“分组” groups “Fair procedure” (低: ≤2; 中: (2, 4]; 高: >4)",
    ],
    [{ name: "分组", op: "cut", from: "fair1", breaks: [2] }, "“分组”由“程序公正”分组（≤2，>2）", "(≤2; >2)"],
  ])("says how %j was made", (derivation, zh, en) => {
    const derive = [deriveSchema.parse(derivation)];
    expect(note(derive, "zh")).toContain(zh);
    expect(note(derive, "en")).toContain(en);
    expect(note(derive, "zh", [derive[0]?.name ?? ""])).not.toContain(zh);
  });
});
