import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeNetworkChart } from "./network-chart.ts";
import { countLines, wrapLabel } from "./wrap-label.ts";

const titles = { weight: "人次", tie: "共现", group: "主题" };
const nodes = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ label: `编码${at}`, weight: at, group: `${at % 9}` }));

describe("makeNetworkChart", () => {
  it("gives the labels of each side the same room, whatever the count", () => {
    for (const count of [2, 3, 17, 60]) {
      const spec = makeNetworkChart(nodes(count), [{ from: 0, to: 1, weight: 2 }], titles);
      const points = (spec["data"] as { values: { x: number; y: number }[] }).values;
      expect(new Set(points.map(({ x, y }) => `${x} ${y}`)).size).toBe(count);
      const right = points.filter(({ x }) => x >= 0).map(({ y }) => y);
      const step =
        ((spec["height"] as number) / 324) * Math.min(...right.slice(1).map((y, at) => (right[at] ?? 0) - y));
      if (right.length > 1) expect(step).toBeGreaterThanOrEqual(18);
    }
  });

  it("names the groups, broken into lines, and leaves them out where every node is one", () => {
    const colorOf = (groups: readonly string[]) => {
      const made = groups.map((group, at) => ({ label: `编码${at}`, weight: 1, group }));
      const { layer } = makeNetworkChart(made, [], titles) as unknown as {
        layer: { encoding: { color?: { scale: { domain: string[] }; legend: unknown } } }[];
      };
      return layer[0]?.encoding.color;
    };
    const [first, second] = ["5 用人主体自主权与评价结果使用", "6 数据"];
    expect(colorOf([first, first, second])?.scale.domain).toEqual(["5 用人主体自主权\n与评价结果使用", "6 数据"]);
    expect(colorOf([first, second])?.legend).toBeNull();
    expect(colorOf([first, first, second])?.legend).not.toBeNull();
    const many = Array.from({ length: 33 }, (_, at) => `${at} 主题`);
    expect(colorOf([...many, "0 主题"])?.legend).toBeNull();
  });
});

describe("wrapLabel", () => {
  it("breaks long Chinese names, at blanks where they are near, and begins no line with a closing mark", () => {
    expect(wrapLabel("5.1 外部考核传导与学科评估压力的层层加码", 10)).toBe(
      "5.1 外部考核传\n导与学科评估压\n力的层层加码",
    );
    expect(wrapLabel("甲乙丙，丁", 3)).toBe("甲乙丙，\n丁");
    expect(wrapLabel("evaluation by peers", 6)).toBe("evaluation\nby peers");
  });

  it("keeps every character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (label, width) => {
        const plain = (text: string) => text.replaceAll(/\s/gu, "");
        const wrapped = wrapLabel(label, width);
        expect(plain(wrapped)).toBe(plain(label));
        expect(countLines(wrapped)).toBeLessThanOrEqual([...label].length + 1);
      }),
    );
  });
});
