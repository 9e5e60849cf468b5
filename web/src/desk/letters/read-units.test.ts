import { expect, it } from "vitest";
import { readUnits } from "./read-units.ts";

it("reads units pasted from a table or typed, and says what is wrong by line", () => {
  const { addressees, problems } = readUnits(
    "甲大学\t人事处\n\n乙研究院，科研处\r\n丙公司　办公室\n甲大学  处\n丁中心\n戊集团，人力资源部，王芳，13800000000",
  );
  expect(addressees.map(({ unit, contact }) => `${unit}/${contact}`)).toEqual([
    "甲大学/人事处",
    "乙研究院/科研处",
    "丙公司/办公室",
    "丁中心/",
  ]);
  expect(problems).toEqual([
    { line: 5, text: "甲大学  处", problem: "twice" },
    { line: 6, text: "丁中心", problem: "noContact" },
    { line: 7, text: "戊集团，人力资源部，王芳，13800000000", problem: "tooMany" },
  ]);
});

it("takes no contact for a unit where the cell of the unit is empty", () => {
  const { addressees, problems } = readUnits("\t人事处\n　　甲大学，人事处\n  ，科研处");
  expect(addressees).toEqual([{ unit: "甲大学", contact: "人事处" }]);
  expect(problems.map(({ line, problem }) => [line, problem])).toEqual([
    [1, "noUnit"],
    [3, "noUnit"],
  ]);
});
