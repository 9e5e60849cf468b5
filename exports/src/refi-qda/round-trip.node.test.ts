import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { arbitraryProject } from "../testing/arbitrary-qda.ts";
import { packQda } from "../testing/sample-qda.ts";
import { readQdaCodebook, readQdaProject } from "./read-project.ts";
import { writeQdaCodebook, writeQdaProject } from "./write-project.ts";

const data = join(import.meta.dirname, "../../test-data/refi-qda");
const sample = (name: string) => readFileSync(join(data, name));
const folder = mkdtempSync(join(tmpdir(), "diaoyan-qda-"));
afterAll(() => rmSync(folder, { recursive: true }));

const xmllint = spawnSync("xmllint", ["--version"]).error === undefined;
const needsXmllint = xmllint ? "" : " (skipped: xmllint is not installed, apt-get install libxml2-utils)";

/** What xmllint says against a schema of the standard; "" where all is well. */
function validate(schema: string, documents: readonly string[]): string {
  const files = documents.map((xml, index) => {
    const file = join(folder, `${index}.xml`);
    writeFileSync(file, xml);
    return file;
  });
  const done = spawnSync("xmllint", ["--noout", "--schema", join(data, schema), ...files], { encoding: "utf8" });
  return done.status === 0 ? "" : done.stderr;
}

const xmlOf = (bytes: Uint8Array): string => strFromU8(unzipSync(bytes)["project.qde"] ?? new Uint8Array());
const drawn = fc.sample(arbitraryProject, { numRuns: 40, seed: 20_261_126 });

describe("what is written and read again", () => {
  it("is the same project, with texts that hold emoji and four-byte Han", () => {
    fc.assert(
      fc.property(arbitraryProject, (project) => {
        const { project: back, report } = readQdaProject(writeQdaProject(project));
        expect(back).toEqual(project);
        expect(
          report.findings.filter(({ code }) => code !== "selection.empty" && code !== "source.media-linked"),
        ).toEqual([]);
      }),
    );
  });

  it("is the same codebook", () => {
    fc.assert(
      fc.property(arbitraryProject, (project) => {
        const { codebook } = readQdaCodebook(Buffer.from(writeQdaCodebook(project) ?? ""));
        const strip = (codes: typeof project.codes): unknown =>
          codes.map(({ notes, children, ...code }) => ({ ...code, children: strip(children) }));
        expect(strip(codebook.codes)).toEqual(strip(project.codes));
        expect(codebook.sets.map(({ codes }) => codes)).toEqual(project.sets.map(({ codes }) => codes));
      }),
    );
  });

  it.each(["demo.qdpx", "atlasti-blank.qdpx"])("is the same %s", (name) => {
    const first = readQdaProject(sample(name));
    const written = writeQdaProject(first.project);
    expect(readQdaProject(written).project).toEqual(first.project);
    expect(writeQdaProject(readQdaProject(written).project)).toEqual(written);
    expect(first.report.findings).toEqual([]);
  });

  it("holds all of the demo", () => {
    const { project, report } = readQdaProject(sample("demo.qdpx"));
    expect(project.sources.map(({ text, selections }) => [text.length, selections.length])).toEqual([
      [52_543, 158],
      [31_906, 0],
    ]);
    expect(report.codings).toHaveLength(205);
    expect(report.codings.filter(({ verdict }) => verdict === "outside")).toEqual([]);
  });

  it("reads the example of Transana in the standard's annex and lists its videos and pictures", () => {
    const read = readQdaProject(packQda(strFromU8(sample("transana-annex.qde"))));
    expect(read.project).toMatchObject({ users: { length: 63 }, notes: { length: 40 }, sets: { length: 6 } });
    expect(read.project.codes.flatMap(({ children }) => [1, ...children])).toHaveLength(19);
    const codes = new Set(read.report.findings.map(({ code }) => code));
    expect([...codes]).toEqual(
      expect.arrayContaining(["namespace", "source.media", "text.file-missing", "transcript.times"]),
    );
    expect(readQdaProject(writeQdaProject(read.project)).project).toEqual(read.project);
  });

  it("has LF texts without a byte order mark, named by GUID in sources/", () => {
    const { project } = readQdaProject(sample("demo.qdpx"));
    const [source] = project.sources;
    const files = unzipSync(writeQdaProject({ ...project, sources: source ? [{ ...source, text: "人\n才" }] : [] }));
    expect(Object.keys(files)).toEqual(["project.qde", `sources/${source?.guid}.txt`]);
    expect([...(files[`sources/${source?.guid}.txt`] ?? [])]).toEqual([...Buffer.from("人\n才")]);
  });
});

describe.skipIf(!xmllint)(`against the schemas of the standard${needsXmllint}`, () => {
  it("projects are valid, drawn ones and those of other tools written again", () => {
    const samples = ["demo.qdpx", "atlasti-blank.qdpx"].map((name) => readQdaProject(sample(name)).project);
    const transana = readQdaProject(packQda(strFromU8(sample("transana-annex.qde")))).project;
    const nothing = { users: [], codes: [], variables: [], cases: [], sources: [], notes: [], links: [], sets: [] };
    const empty = { name: "空", origin: "", description: "", stamp: {}, ...nothing, noteRefs: [] };
    const documents = [...drawn, ...samples, transana, empty].map((project) => xmlOf(writeQdaProject(project)));
    expect(validate("Project.xsd", documents)).toBe("");
  });

  it("codebooks are valid", () => {
    expect(
      validate(
        "Codebook.xsd",
        drawn.map((project) => writeQdaCodebook(project) ?? ""),
      ),
    ).toBe("");
  });

  it("a fault would be seen", () => {
    expect(validate("Project.xsd", ['<Project xmlns="urn:QDA-XML:project:1.0" name="a"><Users/></Project>'])).toContain(
      "Users",
    );
  });
});
