import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { adaptStudy } from "./adapt-study.ts";
import { loadPack } from "./load-pack.ts";
import { readPackFolder } from "./read-pack-folder.node.ts";

const files = await readPackFolder(join(import.meta.dirname, "../../library/evaluation-reform"));
const basics = {
  id: "pingjia-2026",
  title: "滨海新区“科技人才评价”: 试点跟踪",
  region: "滨海新区",
  from: "2026-03-01",
  to: "2027-02-28",
  retainUntil: "2029-12-31",
};

describe("adaptStudy", () => {
  const pack = loadPack(adaptStudy(files, basics));

  it("makes a pack out to another study, its own words in every text", () => {
    expect(pack.study).toMatchObject({
      id: "pingjia-2026",
      title: { zh: basics.title },
      region: "滨海新区",
      period: { from: "2026-03-01", to: "2027-02-28" },
      reportYear: 2027,
      retainUntil: "2029-12-31",
    });
    expect(pack.study.title).not.toHaveProperty("en");
    expect(pack.study.deliverables[0]?.title.zh).toBe("滨海新区科技人才评价改革对策建议研究报告");
    expect(pack.notice.brief).toContain("2029年12月31日");
    expect(pack.notice.markdown).toContain(basics.title);
  });

  it("keeps all else, comments of the file included", () => {
    const before = loadPack(files);
    expect(pack.study.obligations).toEqual(before.study.obligations);
    expect(pack.questionnaires.map(({ name }) => name)).toEqual(before.questionnaires.map(({ name }) => name));
    expect(adaptStudy(files, basics).get("study.yaml")).toContain("# 以下各项写入知情同意书");
  });

  it("keeps the English title while the Chinese one stays", () => {
    const { title } = loadPack(files).study;
    expect(loadPack(adaptStudy(files, { ...basics, title: title.zh })).study.title).toEqual(title);
  });
});
