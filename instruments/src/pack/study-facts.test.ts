import { expect, it } from "vitest";
import type { StudyPack } from "../model/pack.ts";
import { factsOf, fillFacts, isReadByPeople, keepFacts } from "./study-facts.ts";

const study = { commissioner: "某局", undertaker: "（承担单位名称）", lead: "（课题负责人）", team: "甲、乙" };
const texts = {
  study,
  notice: { version: "1", brief: "由（承担单位名称）开展。", markdown: "处理者是（承担单位名称）。", en: undefined },
  protocols: [{ consentScript: "我是（承担单位名称）的访谈员（初次见面）。", closingScript: "谢谢。" }],
  letter: { version: "1", title: "函", markdown: "（承担单位名称）受某局委托。" },
} as unknown as Pick<StudyPack, "study" | "notice" | "protocols" | "letter">;

it("fills what stood in for a fact wherever people read it, and nothing else", () => {
  const filled = fillFacts(texts, { ...factsOf(texts.study), undertaker: "某大学", team: "" });
  expect(filled.study).toEqual({ commissioner: "某局", undertaker: "某大学", lead: "（课题负责人）" });
  expect(filled.notice).toMatchObject({ brief: "由某大学开展。", markdown: "处理者是某大学。" });
  expect(filled.protocols[0]?.consentScript).toBe("我是某大学的访谈员（初次见面）。");
  expect(filled.letter?.markdown).toBe("某大学受某局委托。");
  expect([isReadByPeople(filled, "某局"), isReadByPeople(filled, "甲、乙"), isReadByPeople(filled, "")]).toEqual([
    true,
    false,
    false,
  ]);
});

it("keeps what was filled in against a pack that still has its stand-in", () => {
  const pack = { ...factsOf(texts.study), team: "丙" };
  const standing = { ...pack, undertaker: "某大学", lead: "", team: "甲" };
  expect(keepFacts(pack, standing)).toEqual({ ...pack, undertaker: "某大学" });
});
