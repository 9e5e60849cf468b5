import type { Indicator } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { parseOutline } from "../outline/parse-outline.ts";
import { buildReport } from "../report/build-report.ts";
import { sampleSnapshot } from "../testing/sample-study.ts";
import { compareReports } from "./compare-reports.ts";
import { compareSnapshots } from "./compare-snapshots.ts";

const outline = parseOutline(
  "a.md",
  "---\ntitle: 报告\n---\n有效:value{kind=frequencies variable=UNIT path=n unit=份}，实验室:indicator[labs]，调研:count[interviews]。\n\n::quotes{code=2.1 n=1}",
);
const was = sampleSnapshot();

function diff(now: ReturnType<typeof sampleSnapshot>) {
  const [before, after] = [was, now].map((snapshot) => buildReport(outline, snapshot, { mode: "draft" }));
  if (before === undefined || after === undefined) return [];
  return compareReports(before, after, compareSnapshots(was, now));
}

describe("compareReports", () => {
  it("finds nothing between equal states", () => {
    expect(diff(sampleSnapshot())).toEqual([]);
  });

  it("says which numbers changed and what changed beneath them", () => {
    const indicators = was.pack.indicators.map((one): Indicator => ({ ...one, value: 1300 }));
    const now = sampleSnapshot({
      responses: was.responses.slice(5),
      sessions: was.sessions.slice(1),
      pack: { ...was.pack, indicators },
    });
    const changes = diff(now);
    expect(changes.map(({ kind, was: old, now: fresh }) => [kind, old?.value, fresh?.value])).toEqual(
      expect.arrayContaining([
        ["value", "80份", "75份"],
        ["indicator", "1234.5家", "1300家"],
        ["ledger", "3人次", "2人次"],
      ]),
    );
    const whyOf = (kind: string) => changes.find((one) => one.kind === kind)?.why;
    expect(whyOf("value")).toEqual(["《科技人才评价问卷（样例）》有效答卷减少5份"]);
    expect(whyOf("indicator")).toEqual(["公开数据改动1条"]);
    expect(whyOf("ledger")?.[0]).toBe("台账减少1条");
  });

  it("names another version of the program, and a query that is gone", () => {
    const now = sampleSnapshot({ software: "diaoyan 9.9.9", codings: [] });
    const gone = diff(now).find(({ kind }) => kind === "quote");
    expect(gone).toMatchObject({
      now: null,
      why: [expect.stringMatching(/^编码减少/), "软件版本：diaoyan 0.1.0 → diaoyan 9.9.9"],
    });
  });
});
