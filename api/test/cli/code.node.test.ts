import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "./run-cli.ts";

let folder = "";
const at = (name: string) => join(folder, name);
const line = (content: string, label: unknown) => JSON.stringify({ content, label });
const train = ["小同行难找", "大同行看不懂", "专家不是小同行"].map((text) => line(text, "同行"));
const other = ["材料填了七次", "表格重复填报", "格式又要改材料"].map((text) => line(text, "负担"));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-code-"));
  await writeFile(at("train.json"), `\uFEFF${[...train, ...other].join("\r\n")}\r\n\r\n`);
  await writeFile(at("test.json"), [line("找不到小同行", "同行"), line("重复填材料", "负担")].join("\n"));
});
afterAll(() => rm(folder, { recursive: true }));

const evaluate = (...more: readonly string[]) =>
  runCli("code", "evaluate", "--train", at("train.json"), "--text", "content", "--label", "label", ...more);

describe("code evaluate", () => {
  it("prints accuracy, macro F1, counts and times", async () => {
    const run = await evaluate("--dev", at("test.json"), "--test", at("test.json"), "--json");
    expect(run).toMatchObject({ status: 0, err: "" });
    const printed = JSON.parse(run.out);
    expect(printed).toMatchObject({ accuracy: 1, macroF1: 1, n: 2, labels: 2 });
    expect(Object.keys(printed)).toEqual(["accuracy", "macroF1", "n", "labels", "trainMs", "predictMs"]);
    expect((await evaluate("--test", at("test.json"))).out).toContain("accuracy 100.0 %");
  });

  it("names file, line and key of what it cannot read", async () => {
    await writeFile(at("broken.json"), `${line("好", "同行")}\n{"content":`);
    expect(await evaluate("--test", at("broken.json"))).toMatchObject({
      status: 2,
      err: expect.stringContaining("line 2 is not JSON"),
    });
    await writeFile(at("broken.json"), line("好", null));
    expect((await evaluate("--test", at("broken.json"))).err).toContain(
      "line 1: expected a label under “label”, got null",
    );
    await writeFile(at("broken.json"), "[1]");
    expect((await evaluate("--test", at("broken.json"))).err).toContain("expected an object {…}, got a list");
    await writeFile(at("broken.json"), "");
    expect((await evaluate("--test", at("broken.json"))).err).toContain("holds no text");
    await writeFile(at("one.json"), train.join("\n"));
    const single = await runCli(
      "code",
      "evaluate",
      "--train",
      at("one.json"),
      "--test",
      at("one.json"),
      "--text",
      "content",
    );
    expect(single).toMatchObject({ status: 1, err: expect.stringContaining("at least two codes") });
  });
});
