import type { Json } from "@diaoyan/instruments";
import { lintQuestionnaire } from "@diaoyan/instruments";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryQuestionnaire } from "../../../../../instruments/src/testing/arbitrary-questionnaire.ts";
import { questionnaireOf } from "../../../../../instruments/src/testing/questionnaire.ts";
import { addPage, addQuestion, duplicateNode, listTargets, moveNode, moveTo, removeNode } from "./edit-outline.ts";
import { chooseNode, recordEdit, redo, startHistory, undo } from "./history.ts";
import { getAt, type JsonObject, parsePath, sayPath, setAt } from "./json-path.ts";
import { listOutline } from "./outline.ts";
import { changeKind, newQuestion, questionKinds } from "./question-types.ts";
import { renameQuestion } from "./rename-question.ts";

const draftOf = (...nodes: readonly JsonObject[]) => questionnaireOf(nodes) as unknown as JsonObject;
const first = parsePath("survey.pages[0].elements[0]");
const names = (draft: Json) => listOutline(draft).map(({ name }) => name);
const errorsOf = (draft: Json) => lintQuestionnaire(draft).filter(({ severity }) => severity === "error");

describe("the outline", () => {
  const draft = draftOf(
    { type: "text", name: "a" },
    { type: "panel", name: "p", elements: [{ type: "text", name: "b" }] },
    { type: "html", name: "n", html: "<p>说明</p>" },
    { type: "text", name: "c", visibleIf: "{a} notempty" },
  );

  it("numbers what is asked, through panels", () => {
    expect(listOutline(draft).map(({ name, number, depth }) => [name, number, depth])).toEqual([
      ["page1", null, 0],
      ["a", 1, 1],
      ["p", null, 1],
      ["b", 2, 2],
      ["n", null, 1],
      ["c", 3, 1],
    ]);
  });

  it("adds behind what is chosen, inside a chosen panel, and with a page where none is", () => {
    const behind = addQuestion(draft, first, "radiogroup");
    expect(names(behind.draft).slice(0, 3)).toEqual(["page1", "a", "q1"]);
    const inside = addQuestion(draft, parsePath("survey.pages[0].elements[1]"), "comment");
    expect(sayPath(inside.chosen ?? [])).toBe("survey.pages[0].elements[1].elements[1]");
    const blank = addQuestion({ survey: {} }, null, "text");
    expect(names(blank.draft)).toEqual(["page1", "q1"]);
  });

  it("moves within a page, out of a panel, and onto the next page", () => {
    const down = moveNode(draft, first, 1);
    expect(names(down.draft)).toEqual(["page1", "p", "b", "a", "n", "c"]);
    const out = moveNode(draft, parsePath("survey.pages[0].elements[1].elements[0]"), -1);
    expect(names(out.draft)).toEqual(["page1", "a", "b", "p", "n", "c"]);
    const two = addPage(draft, first);
    const over = moveNode(two.draft, parsePath("survey.pages[0].elements[3]"), 1);
    expect(names(over.draft).slice(-2)).toEqual(["page2", "c"]);
    expect(moveNode(over.draft, over.chosen ?? [], 1).draft).toBe(over.draft);
    expect(listTargets(draft, parsePath("survey.pages[0].elements[1]")).map(sayPath)).toEqual([
      "survey.pages[0].elements",
    ]);
  });

  it("moves lose and change nothing, whatever is moved where", () => {
    fc.assert(
      fc.property(arbitraryQuestionnaire, fc.nat(), fc.nat(), fc.nat(), (definition, pick, target, at) => {
        const before = definition as unknown as JsonObject;
        const lines = listOutline(before).filter(({ kind }) => kind !== "page");
        const { path } = lines[pick % lines.length] as (typeof lines)[number];
        const lists = listTargets(before, path);
        const list = lists[target % lists.length] ?? [];
        const index = at % ((getAt(before, list) as readonly Json[]).length + 1);
        const { draft: after, chosen } = moveTo(before, path, list, index);
        expect([...names(after)].sort()).toEqual([...names(before)].sort());
        expect(getAt(after, chosen ?? [])).toBe(getAt(before, path));
      }),
    );
  });

  it("copies get names of their own and read each other", () => {
    const panel = {
      type: "panel",
      name: "p1",
      elements: [
        { type: "text", name: "q1", title: "甲" },
        { type: "text", name: "q2", title: "乙", visibleIf: "{q1} notempty and {a} = 1" },
      ],
    };
    const { draft: copied, chosen } = duplicateNode(
      draftOf({ type: "text", name: "a" }, panel),
      parsePath("survey.pages[0].elements[1]"),
    );
    const copy = getAt(copied, chosen ?? []) as JsonObject;
    expect(names(copied)).toEqual(["page1", "a", "p1", "q1", "q2", "p_1", "q_1", "q_2"]);
    expect(getAt(copy, ["elements", 1, "visibleIf"])).toBe("{q_1} notempty and {a} = 1");
    expect(errorsOf(copied).filter(({ code }) => code === "duplicate-name")).toEqual([]);
  });

  it("every new question passes the profile apart from what is still to be written", () => {
    const kinds = questionKinds.filter(
      (kind) => !["html", "image", "expression", "panel", "paneldynamic"].includes(kind),
    );
    let made: JsonObject = draftOf();
    for (const kind of kinds) made = addQuestion(made, null, kind).draft;
    expect(errorsOf(made)).toEqual([]);
    expect(changeKind(newQuestion("number", "n"), "comment")).toEqual({ type: "comment", name: "n" });
    expect(changeKind({ type: "radiogroup", name: "r", choices: [1], title: "t" }, "checkbox")).toEqual({
      type: "checkbox",
      name: "r",
      choices: [1],
      title: "t",
    });
  });

  it("a removal is taken back as it was, and done again", () => {
    const start = startHistory(draft, first);
    const { draft: shorter, chosen } = removeNode(draft, first);
    const removed = recordEdit(start, { draft: shorter, chosen });
    expect(names(removed.now.draft)).not.toContain("a");
    expect(sayPath(removed.now.chosen ?? [])).toBe("survey.pages[0]");
    expect(undo(removed).now).toBe(start.now);
    expect(redo(undo(removed)).now).toEqual(removed.now);
  });

  it("letters typed into one field are taken back together, up to the next choice", () => {
    const typed = ["一", "一二"].reduce(
      (history, title) => recordEdit(history, { draft: { ...draft, title }, chosen: null }, "title"),
      startHistory(draft),
    );
    expect(undo(typed).now.draft).toBe(draft);
    const later = recordEdit(chooseNode(typed, first), { draft: { ...draft, title: "三" }, chosen: null }, "title");
    expect(undo(later).now.draft["title"]).toBe("一二");
  });
});

describe("renaming", () => {
  it("takes conditions, piped texts, constructs and checks along, and nothing that merely looks alike", () => {
    const before = {
      ...draftOf(
        { type: "matrix", name: "m", rows: ["r"], columns: [1] },
        { type: "text", name: "mm", title: "{m.r} 与 {mm}", visibleIf: "{m.r} = 1 and {mm} = 'm'" },
        { type: "paneldynamic", name: "l", templateElements: [{ type: "text", name: "m", title: "{panel.m}" }] },
      ),
      constructs: [{ id: "c", label: { zh: "c" }, items: ["m_r", "mm"], reverse: ["m_r"], wording: "own" }],
      attentionChecks: [{ question: "m", expected: 1 }],
    } as unknown as JsonObject;
    const after = renameQuestion(before, first, "score");
    expect(getAt(after, parsePath("survey.pages[0].elements[1]"))).toMatchObject({
      title: "{score.r} 与 {mm}",
      visibleIf: "{score.r} = 1 and {mm} = 'm'",
    });
    expect(after["constructs"]).toMatchObject([{ items: ["score_r", "mm"], reverse: ["score_r"] }]);
    expect(after["attentionChecks"]).toMatchObject([{ question: "score" }]);
    expect(getAt(after, parsePath("survey.pages[0].elements[2].templateElements[0].title"))).toBe("{panel.m}");
    const inner = renameQuestion(before, parsePath("survey.pages[0].elements[2].templateElements[0]"), "k");
    expect(getAt(inner, parsePath("survey.pages[0].elements[2].templateElements[0].title"))).toBe("{panel.k}");
    expect(getAt(inner, parsePath("survey.pages[0].elements[1].visibleIf"))).toContain("{m.r}");
  });

  it("leaves a questionnaire as right as it was, and comes back", () => {
    fc.assert(
      fc.property(arbitraryQuestionnaire, fc.nat(), (definition, pick) => {
        const before = definition as unknown as JsonObject;
        const lines = listOutline(before).filter(({ path }) => !path.includes("templateElements"));
        const { path, name } = lines[pick % lines.length] as (typeof lines)[number];
        const after = renameQuestion(before, path, "renamed");
        const codes = (draft: Json) =>
          lintQuestionnaire(draft)
            .map(({ code }) => code)
            .sort();
        expect(codes(after)).toEqual(codes(before));
        expect(renameQuestion(after, path, name)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });
});

it("editing one value changes that value alone, and shares the rest", () => {
  fc.assert(
    fc.property(arbitraryQuestionnaire, fc.nat(), fc.string(), (definition, pick, value) => {
      const before = definition as unknown as JsonObject;
      const paths: string[] = [];
      const walk = (json: Json, path: readonly (string | number)[]) => {
        if (path.length > 0) paths.push(sayPath(path));
        if (json === null || typeof json !== "object") return;
        for (const [key, inner] of Object.entries(json))
          walk(inner, [...path, Array.isArray(json) ? Number(key) : key]);
      };
      walk(before, []);
      const path = parsePath(paths[pick % paths.length] ?? "");
      const after = setAt(before, path, value);
      expect(getAt(after, path)).toBe(value);
      expect(setAt(after, path, getAt(before, path))).toEqual(before);
      expect(Object.keys(after)).toEqual(Object.keys(before));
    }),
  );
});
