import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listMoved } from "./list-moved.ts";

describe("listMoved", () => {
  it("names the one that was moved, and what it stands behind", () => {
    expect(listMoved(["a", "b", "c", "d"], ["a", "d", "b", "c"])).toEqual([{ anchor: "d", behind: "a" }]);
    expect(listMoved(["a", "b", "c"], ["b", "c", "a"])).toEqual([{ anchor: "a", behind: "c" }]);
    expect(listMoved(["a", "b"], ["x", "a", "b", "a"])).toEqual([]);
  });

  it("puts everything where it stands now", () => {
    const base = Array.from({ length: 12 }, (_, place) => `o${place}`);
    fc.assert(
      fc.property(fc.shuffledSubarray(base, { minLength: 12 }), (edited) => {
        const moved = listMoved(base, edited);
        const staying = base.filter((anchor) => moved.every((one) => one.anchor !== anchor));
        const behind = (place: string): readonly string[] =>
          moved.filter((one) => one.behind === place).map(({ anchor }) => anchor);
        expect([...behind(""), ...staying.flatMap((anchor) => [anchor, ...behind(anchor)])]).toEqual(edited);
      }),
    );
  });
});
