import { expect, it } from "vitest";
import { showProgress } from "./terminal.node.ts";

function watch(isScreen: boolean, total: number, steps: readonly number[]): readonly string[] {
  const said: string[] = [];
  const show = showProgress({ out: () => {}, err: (text) => said.push(text), isScreen }, "reports", total);
  for (const done of steps) show(done);
  return said;
}

it("draws a bar on a screen, and ends its line with the work", () => {
  expect(watch(true, 8, [1, 8])).toEqual([
    `\r${"█".repeat(3)}${"░".repeat(21)} reports 1/8`,
    `\r${"█".repeat(24)} reports 8/8\n`,
  ]);
  expect(watch(true, 0, [0])).toEqual([`\r${"█".repeat(24)} reports 0/0\n`]);
});

it("writes lines elsewhere, at most one for each tenth", () => {
  expect(watch(false, 3, [1, 2, 3])).toEqual(["reports 1/3\n", "reports 2/3\n", "reports 3/3\n"]);
  const many = watch(
    false,
    1_000,
    Array.from({ length: 1_000 }, (_, index) => index + 1),
  );
  expect(many).toHaveLength(10);
  expect(many.at(-1)).toBe("reports 1000/1000\n");
});
