import { describe, expect, it } from "vitest";
import { readPeople } from "./read-people.ts";

describe("readPeople", () => {
  it("reads lines pasted from a table or typed with commas", () => {
    const people = readPeople("王芳\twang@example.cn\tu-1\r\n\n李明，138 0000 0000\n欧阳𠮷、a@b.cn；U2");
    expect(people.map(({ text: _, ...person }) => person)).toEqual([
      { name: "王芳", contact: "wang@example.cn", unit: "u-1", line: 1, problem: null },
      { name: "李明", contact: "138 0000 0000", unit: null, line: 3, problem: null },
      { name: "欧阳𠮷", contact: "a@b.cn", unit: "U2", line: 4, problem: null },
    ]);
  });

  it("says why a line cannot be used", () => {
    const problems = readPeople(
      "\twang@example.cn\n李明,a@b.cn,单位一\n赵强,c@d.cn\n赵强,c@d.cn\n周敏,e@f.cn,u-1,处长",
    ).map(({ problem }) => problem);
    expect(problems).toEqual(["noName", "badUnit", null, "twice", "tooMany"]);
  });

  it("knows who was invited before, also among the lines that stay after sending", () => {
    const problems = readPeople("赵强,c@d.cn\n周敏,e@f.cn\n周敏,e@f.cn", [{ name: "赵强", contact: "c@d.cn" }]).map(
      ({ problem }) => problem,
    );
    expect(problems).toEqual(["invited", null, "twice"]);
  });

  it("takes blanks for part of a name, but never an address or a number", () => {
    const problems = readPeople("王　芳，wang@example.cn\n王芳　wang@example.cn　u-01\n李明 13800000000").map(
      ({ problem }) => problem,
    );
    expect(problems).toEqual([null, "notApart", "notApart"]);
  });
});
