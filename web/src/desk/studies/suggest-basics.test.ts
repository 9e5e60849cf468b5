import { loadPack } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { listShippedPacks, readShippedPack, shippedPacks } from "./shipped-packs.ts";
import { suggestBasics } from "./suggest-basics.ts";

describe("suggestBasics", () => {
  const { study } = loadPack(readShippedPack("evaluation-reform"));

  it("names the study after the pack, for the year of the day", () => {
    expect(suggestBasics("evaluation-reform", study, "2026-11-27")).toEqual({
      id: "evaluation-reform-2026",
      title: "科技人才评价改革对策建议研究",
      region: "天津市",
      from: "2026-01-01",
      to: "2026-12-31",
      retainUntil: "2028-12-31",
    });
  });

  it("leaves the name of a blank study to its founder", () => {
    expect(suggestBasics("blank", study, "2027-01-02")).toMatchObject({ id: "study-2027", title: "" });
  });
});

it("reads every pack that comes with the program, the blank one without questionnaires", () => {
  const listed = listShippedPacks();
  expect(listed.map(({ name }) => name)).toEqual(shippedPacks);
  const without = listed.filter(({ pack }) => pack.questionnaires.length === 0);
  expect(without.map(({ name }) => name)).toEqual(["blank"]);
});
