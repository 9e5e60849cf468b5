import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { readPackFiles, toPackPaths } from "./read-pack-files.ts";

it("finds the pack whatever folder it came in, and takes the shared blocks beside it", () => {
  const files = new Map([
    ["library/evaluation-reform/study.yaml", "a"],
    ["library/evaluation-reform/questionnaires/q.json", "b"],
    ["library/evaluation-reform/simulated/one.txt", "c"],
    ["library/evaluation-reform/.DS_Store", "d"],
    ["library/evaluation-reform/README.md", "e"],
    ["library/evaluation-reform/photo.png", "f"],
    ["library/common/background.json", "g"],
    ["library/other/notice.md", "h"],
  ]);
  expect(toPackPaths(files)).toEqual({
    "study.yaml": "a",
    "questionnaires/q.json": "b",
    "common/background.json": "g",
  });
});

it("takes files that stand at the root already", () => {
  const files = new Map([
    ["study.yaml", "a"],
    ["common/background.json", "g"],
  ]);
  expect(toPackPaths(files)).toEqual({ "study.yaml": "a", "common/background.json": "g" });
});

it("refuses what is no zip, and several packs at once, in words of its own", async () => {
  await expect(readPackFiles([new File(["hello"], "课题包.zip")])).rejects.toMatchObject({
    body: { code: "pack.unzip" },
  });
  const both = { "a/study.yaml": strToU8("id: a"), "b/study.yaml": strToU8("id: b") };
  const zip = new File([new Uint8Array(zipSync(both))], "两个.zip");
  await expect(readPackFiles([zip])).rejects.toMatchObject({ body: { code: "pack.several" } });
});
