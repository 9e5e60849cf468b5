import { describe, expect, it } from "vitest";
import { draftKey, parseDraft } from "./draft.ts";

describe("draftKey", () => {
  it("differs by collector, version and person, whatever their characters", () => {
    const places = [
      { collector: "a", version: "v", person: "" },
      { collector: "a", version: "w", person: "" },
      { collector: "b", version: "v", person: "" },
      { collector: "a", version: "v", person: "p1" },
      { collector: "a/v", version: "", person: "" },
      { collector: "a", version: "", person: "v/" },
    ];
    expect(new Set(places.map(draftKey)).size).toBe(places.length);
  });
});

describe("parseDraft", () => {
  it.each([null, "", "{", "null", "[]", '{"id":1}', '{"id":"x"}'])("takes %s for no draft", (text) => {
    expect(parseDraft(text)).toBeNull();
  });

  it("gives back what was stored", () => {
    const draft = { id: "x", startedAt: 1, answers: { A: [1, 2] }, page: 2, pending: null, receipt: null };
    expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
  });
});
