import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
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

describe("code agreement", () => {
  const guid = (kind: string, number: number) => `${kind.repeat(8)}-0000-4000-8000-${String(number).padStart(12, "0")}`;
  const coding = (number: number, user: number) =>
    `<Coding guid="${guid("f", number)}" creatingUser="${guid("b", user)}"><CodeRef targetGUID="${guid("c", 1)}"/></Coding>`;
  const project = (second: string) => `<Project xmlns="urn:QDA-XML:project:1.0" name="p">
    <Users><User guid="${guid("b", 1)}" name="张三"/><User guid="${guid("b", 2)}" name="李四"/></Users>
    <CodeBook><Codes><Code guid="${guid("c", 1)}" name="同行" isCodable="true"/></Codes></CodeBook>
    <Sources><TextSource guid="${guid("d", 1)}" name="访谈" plainTextPath="internal://s.txt">
    <PlainTextSelection guid="${guid("e", 1)}" startPosition="0" endPosition="6">${coding(1, 1)}${second}</PlainTextSelection>
    </TextSource></Sources></Project>`;
  const save = (name: string, second: string) =>
    writeFile(
      at(name),
      zipSync({ "project.qde": strToU8(project(second)), "sources/s.txt": strToU8("小同行难找。材料太多。没有了。") }),
    );

  it("compares the coders of a project by their names", async () => {
    await save("two.qdpx", coding(2, 2));
    const run = await runCli("code", "agreement", at("two.qdpx"), "--json");
    expect(JSON.parse(run.out)).toMatchObject({
      n: 3,
      coders: ["张三", "李四"],
      all: { segments: { alpha: { estimate: 1 } } },
    });
    expect((await runCli("code", "agreement", at("two.qdpx"))).out).toContain("编码员一致性");
  });

  it("gives no figure where nobody shares a text", async () => {
    await save("one.qdpx", "");
    const run = await runCli("code", "agreement", at("one.qdpx"));
    expect(run).toMatchObject({
      status: 1,
      out: "",
      err: expect.stringContaining("no text was coded by two of the coders 张三"),
    });
  });
});
