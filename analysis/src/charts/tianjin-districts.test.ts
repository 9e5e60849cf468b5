import { describe, expect, it } from "vitest";
import { presentRequest } from "../registry/run-request.ts";
import { datasetOf } from "../testing/dataset-of.ts";
import { findDistrict, tianjinDistricts } from "./tianjin-districts.ts";

describe("findDistrict", () => {
  it("gives each of sixteen districts a tile of its own", () => {
    expect(tianjinDistricts).toHaveLength(16);
    expect(new Set(tianjinDistricts.map(({ column, row }) => `${column} ${row}`)).size).toBe(16);
  });

  it.each([
    ["和平", "和平"],
    ["和平区", "和平"],
    [" 天津市河北区 ", "河北"],
    ["滨海", "滨海新区"],
    ["滨海新区", "滨海新区"],
    ["蓟县", "蓟州"],
    ["Binhai", "滨海新区"],
    ["Heping District", "和平"],
  ])("knows “%s”", (name, district) => {
    expect(findDistrict(name)?.zh).toBe(district);
  });

  it.each(["", "区", "市外", "河北省", "和平路", "constructor"])("does not take “%s” for one", (name) => {
    expect(findDistrict(name)).toBeNull();
  });
});

describe("the map of districts", () => {
  const dataset = datasetOf({ d: ["和平区", "河东区", "河东区", "市外"], x: [1, 2, 3, 4], g: ["a", "b", "和平", "c"] });
  const draw = (request: object) => presentRequest({ dataset }, request, { seed: 1, locale: "zh" }).chart;

  it("writes name, number and cases into each tile, and what is not on it beneath", () => {
    const drawn = JSON.stringify(draw({ kind: "frequencies", variable: "d", picture: "map" }));
    expect(drawn).toContain('"name":"河东","value":50,"text":"50.0%","more":"n=2"');
    expect(drawn).toContain('"name":"蓟州","value":null,"text":"无数据"');
    expect(drawn).toContain("图外：市外 25.0%");
    expect(drawn).toContain("不按实际面积和边界绘制");
    expect(JSON.stringify(draw({ kind: "describe", variables: ["x"], by: "d", picture: "map" }))).toContain(
      '"name":"河东","value":2.5,"text":"2.50＊","more":"n=2"',
    );
  });

  it.each([
    [{ kind: "frequencies", variable: "g", picture: "map" }, /of the 4 categories of “g” 1 are districts/],
    [{ kind: "describe", variables: ["x"], by: "g", picture: "map" }, /categories of “g”/],
    [{ kind: "describe", variables: ["x"], picture: "map" }, /one variable, and by with the districts/],
  ])("refuses %j", (request, message) => {
    expect(() => draw(request)).toThrow(message);
  });
});
