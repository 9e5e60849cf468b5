import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { codeGuid, guidNumber, packQda, projectXml, selectionXml } from "../testing/sample-qda.ts";
import { corpusFromProject } from "./corpus-from-project.ts";
import { listSegments } from "./list-segments.ts";
import { listUnplaced } from "./list-unplaced.ts";
import { readQdaCodebook, readQdaProject } from "./read-project.ts";
import { sayFinding } from "./say-finding.ts";

const quotesOf = (bytes: Uint8Array) => {
  const { project, report } = readQdaProject(bytes);
  // the desk shows these in Chinese
  for (const one of report.findings)
    expect(`${sayFinding(one)} ${one.detail ?? ""}`).not.toMatch(/\b(?:its|the|of|not|and|no|was|were) /u);
  return {
    verdicts: report.codings.map(({ verdict, words }) => [verdict, words]),
    lost: report.findings.map(({ code }) => code),
    project,
  };
};

describe("projects as other tools write them", () => {
  it("reads a .qde of any name, upper-case GUIDs, and CRLF that counts one", () => {
    const xml = projectXml({
      selections: selectionXml(1, { start: 7, end: 11, name: "小同行好" }),
      attributes: `plainTextPath="internal://${guidNumber(9, "D").toUpperCase()}.TXT"`,
    });
    const bytes = packQda(xml, { [`sources/${guidNumber(9, "d")}.txt`]: "问：评？\r\n答：小同行好" }, "天津访谈.qde");
    expect(quotesOf(bytes)).toMatchObject({ verdicts: [["quote", "小同行好"]], lost: [] });
  });

  it("reads Sources/ with a capital, an empty .root, braces around GUIDs, one GUID for a code and a case", () => {
    const xml = projectXml({
      selections: selectionXml(1, { start: 0, end: 3 }).replace(codeGuid, `{${codeGuid.toUpperCase()}}`),
      rest: "",
    }).replace(
      "<Sources>",
      `<Cases><Case guid="${codeGuid}" name="甲"><SourceRef targetGUID="{${guidNumber(1, "D")}}"/></Case></Cases><Sources>`,
    );
    const { verdicts, lost, project } = quotesOf(packQda(xml, { "Sources/s.txt": "小同行。", "Sources/.root": "" }));
    expect(verdicts).toEqual([["same", "小同行"]]);
    expect(lost).toEqual([]);
    expect(project.cases[0]?.guid).not.toBe(project.codes[0]?.guid);
    expect(project.cases[0]?.sources).toEqual([project.sources[0]?.guid]);
  });

  it("reads a text with a byte order mark, positions in UTF-16, a path without a scheme", () => {
    const xml = projectXml({
      attributes: 'plainTextPath="s.txt"',
      selections:
        selectionXml(1, { start: 5, end: 7, name: "人才" }) + selectionXml(2, { start: 2, end: 4, name: "说好" }),
    });
    const bytes = packQda(xml, { "sources/s.txt": "\uFEFF😀说好𠮷人才".replace("说好𠮷", "说好。") });
    expect(quotesOf(bytes).verdicts).toEqual([
      ["quote", "人才"],
      ["quote", "说好"],
    ]);
    expect(quotesOf(bytes).project.sources[0]?.text).toBe("😀说好。人才");
  });

  it("keeps several coders of one selection apart, comments without a code, values on a source, cases without a name", () => {
    const other = guidNumber(2, "b");
    const selection = `<PlainTextSelection guid="${guidNumber(1, "e")}" startPosition="0" endPosition="2"><Description>想一想</Description></PlainTextSelection>
      <PlainTextSelection guid="${guidNumber(2, "e")}" startPosition="0" endPosition="2">
      <Coding guid="${guidNumber(1, "f")}" creatingUser="${guidNumber(1, "b")}"><CodeRef targetGUID="${codeGuid}"/></Coding>
      <Coding guid="${guidNumber(2, "f")}" creatingUser="${other}"><CodeRef targetGUID="${codeGuid}"/></Coding></PlainTextSelection>
      <VariableValue><VariableRef targetGUID="${guidNumber(7)}"/><IntegerValue>41</IntegerValue></VariableValue>
      <VariableValue><VariableRef targetGUID="${guidNumber(7)}"/><IntegerValue>四十一</IntegerValue></VariableValue>
      <VariableValue><VariableRef targetGUID="${guidNumber(7)}"/></VariableValue>`;
    const xml = projectXml({ selections: selection })
      .replace("</Users>", `<User guid="${other}" name="李四"/></Users>`)
      .replace(
        "<Sources>",
        `<Variables><Variable guid="${guidNumber(7)}" name="年龄" typeOfVariable="Integer"/></Variables><Cases><Case guid="${guidNumber(8)}"><SourceRef targetGUID="${guidNumber(1, "d")}"/></Case></Cases><Sources>`,
      );
    const { project, lost, verdicts } = quotesOf(packQda(xml, { "sources/s.txt": "人才评价" }));
    const [source] = project.sources;
    expect(source?.selections.map(({ codings, description }) => [description, codings.length])).toEqual([
      ["想一想", 0],
      ["", 2],
    ]);
    expect(new Set(source?.selections[1]?.codings.map(({ creator }) => creator)).size).toBe(2);
    expect(source?.values.map(({ type, value }) => [type, value])).toEqual([
      ["Integer", "41"],
      ["Text", "四十一"],
      ["Text", null],
    ]);
    expect(listSegments(project).map(({ code, coder, comment }) => [code, coder, comment])).toEqual([
      ["（批注，未编码）", "", "想一想"],
      ["评什么", "张三", ""],
      ["评什么", "李四", ""],
    ]);
    expect(project.cases[0]?.name).toBeNull();
    expect(lost).toEqual(["value.as-text"]);
    expect(verdicts).toHaveLength(3);
  });

  it("keeps the text of a PDF and of a recording's transcript, and says what of them is lost", () => {
    const text = `<Representation guid="${guidNumber(11)}" plainTextPath="internal://s.txt">${selectionXml(1, { start: 0, end: 2, name: "人才" })}</Representation>`;
    const area = (number: number, name: string) =>
      `<PDFSelection guid="${guidNumber(number)}" name="${name}" page="2" firstX="1" firstY="1" secondX="2" secondY="2"><Coding guid="${guidNumber(number + 1)}"><CodeRef targetGUID="${codeGuid}"/></Coding></PDFSelection>`;
    const pdf = `<PDFSource guid="${guidNumber(10)}" name="办法.pdf" path="internal://x.pdf"><PDFSelection guid="${guidNumber(12)}" page="0" firstX="1" firstY="1" secondX="2" secondY="2"><Coding guid="${guidNumber(13)}"><CodeRef targetGUID="${codeGuid}"/></Coding></PDFSelection>${area(15, "人才评价")}${text}<Coding guid="${guidNumber(14)}"><CodeRef targetGUID="${codeGuid}"/></Coding></PDFSource>`;
    const audio = `<AudioSource guid="${guidNumber(20)}" name="录音"><Transcript guid="${guidNumber(21)}" name="转写"><PlainTextContent>小同行难找。</PlainTextContent>
      <SyncPoint guid="${guidNumber(22)}" timeStamp="1500" position="0"/><SyncPoint guid="${guidNumber(23)}" timeStamp="900" position="3"/>
      <TranscriptSelection guid="${guidNumber(24)}" fromSyncPoint="${guidNumber(22)}" toSyncPoint="${guidNumber(23)}"><Coding guid="${guidNumber(25)}"><CodeRef targetGUID="${codeGuid}"/></Coding></TranscriptSelection></Transcript><AudioSelection guid="${guidNumber(26)}" name="停顿" begin="62500" end="3725000" creatingUser="${guidNumber(1, "b")}"><Description>很久</Description><Coding guid="${guidNumber(27)}"><CodeRef targetGUID="${codeGuid}"/></Coding></AudioSelection></AudioSource>
      <PictureSource guid="${guidNumber(30)}" name="照片" path="relative://照片.jpg"><Description>会场</Description><PictureSelection guid="${guidNumber(31)}" firstX="0" firstY="1" secondX="20" secondY="30"/></PictureSource>`;
    const xml = projectXml({ selections: "" }).replace("</Sources>", `${pdf}${audio}</Sources>`);
    const { project, verdicts } = quotesOf(packQda(xml, { "sources/s.txt": "人才评价" }));
    expect(project.sources.map(({ name, text: words, codings }) => [name, words, codings.length])).toEqual([
      ["访谈一", "人才评价", 0],
      ["办法.pdf", "人才评价", 1],
      ["录音", "小同行难找。", 0],
    ]);
    expect(verdicts).toEqual([
      ["quote", "人才"],
      ["outside", ""],
      ["moved", "人才评价"],
      ["same", "小同行"],
    ]);
    expect(project.sources[2]?.recording).toEqual({
      kind: "AudioSource",
      path: "",
      times: [
        { at: 1500, position: 0 },
        { at: 900, position: 3 },
      ],
    });
    expect(corpusFromProject(project, "2026-01-01T00:00:00Z").corpus.transcripts[2]?.turns).toMatchObject([
      { start: 0, end: 3, at: 1.5 },
      { start: 3, end: 6, at: 0.9 },
    ]);
    const { findings } = readQdaProject(packQda(xml, { "sources/s.txt": "人才评价" })).report;
    expect(findings.map(({ message, what }) => `${what}: ${message}`)).toEqual([
      "办法.pdf: a PDF: its text was kept, its file internal://x.pdf was not",
      "录音: its text “转写” goes by the name of the recording",
      "录音 00:01:02.500–01:02:05: not kept: “停顿”; codings 评什么 (张三); its description: 很久",
      "照片: a picture: it has no text and was not kept; its description: 会场",
      "照片 (0, 1)–(20, 30): not kept",
      "办法.pdf p. 0 (1, 1)–(2, 2): not kept: codings 评什么",
      "办法.pdf: page 2, “人才评价”: the place on the page became its words in the text",
    ]);
  });

  it("tells of a coding that holds no words, and keeps it", () => {
    const xml = projectXml({ selections: selectionXml(1, { start: 2, end: 2 }) });
    const { project, report } = readQdaProject(packQda(xml, { "sources/s.txt": "人才评价" }));
    expect(report.codings.map(({ verdict }) => verdict)).toEqual(["empty"]);
    expect(report.findings).toMatchObject([
      { kind: "note", code: "selection.empty", message: "positions 2 to 2 hold no words: codings 评什么 (张三)" },
    ]);
    expect(project.sources[0]?.selections).toMatchObject([{ start: 2, end: 2, codings: [{}] }]);
  });

  it("lists what leads nowhere, drops no coding in silence, and takes a blank for the T of a time", () => {
    const selections =
      `${selectionXml(1, { start: 0, end: 2 })}${selectionXml(2, { start: 0, end: 99 })}${selectionXml(3, { start: 2, end: 4 }).replace(codeGuid, guidNumber(99))}`
        .replace("<Coding ", '<Coding creationDateTime="2024-05-06 07:08:09" ')
        .replace('isCodable="true"', 'isCodable="true" color="red"');
    const xml = projectXml({ selections }).replace(
      "<Sources>",
      `<Cases><Case guid="${guidNumber(8)}" name="甲"><SelectionRef targetGUID="${guidNumber(2, "e")}"/></Case></Cases><Sources>`,
    );
    const { project, lost } = quotesOf(packQda(xml, { "sources/s.txt": "人才评价" }));
    expect(lost).toEqual(
      ["coding.no-code", "selection.outside", "reference.dangling"].sort((a, b) => lost.indexOf(a) - lost.indexOf(b)),
    );
    expect(project.sources[0]?.selections[0]?.codings[0]?.created).toBe("2024-05-06T07:08:09");
    expect(project.cases[0]?.selections).toEqual([]);
  });

  it("keeps a selection whose end counts a line end the file lacks, and one that runs from right to left", () => {
    const xml = projectXml({
      selections: [
        [2, 5],
        [4, 2],
        [2, 9],
      ]
        .map(([start = 0, end = 0], at) => selectionXml(at + 1, { start, end }))
        .join(""),
    });
    const { lost, verdicts } = quotesOf(packQda(xml, { "sources/s.txt": "人才评价" }));
    expect(verdicts).toEqual([
      ["cut", "评价"],
      ["same", "评价"],
      ["outside", ""],
    ]);
    expect(lost).toEqual(["selection.reversed", "selection.outside"]);
  });

  it("says which texts are missing and keeps the one inside the project", () => {
    const lostText = quotesOf(packQda(projectXml({ selections: selectionXml(1, { start: 0, end: 2 }) })));
    expect(lostText.lost).toEqual(["text.file-missing", "selection.outside"]);
    const inline = projectXml({
      attributes: "",
      selections: `<PlainTextContent>人才</PlainTextContent>${selectionXml(1, { start: 0, end: 2 })}`,
    });
    expect(quotesOf(packQda(inline)).project.sources[0]?.text).toBe("人才");
  });

  it("reads GB 18030 where a text is no UTF-8, and a project in UTF-16", () => {
    const gb = Uint8Array.from([0xc8, 0xcb, 0xb2, 0xc5]);
    const xml = projectXml({ selections: selectionXml(1, { start: 0, end: 2, name: "人才" }) });
    expect(quotesOf(packQda(xml, { "sources/s.txt": gb }))).toMatchObject({
      verdicts: [["quote", "人才"]],
      lost: ["text.encoding"],
    });
    const wide = new Uint8Array(
      new Uint16Array([0xfeff, ...Array.from(xml.replace('encoding="utf-8"', ""), (sign) => sign.charCodeAt(0))])
        .buffer,
    );
    expect(quotesOf(packQda("", { "project.qde": wide, "sources/s.txt": "人才" })).verdicts).toEqual([
      ["quote", "人才"],
    ]);
  });

  it("takes the words of a styled form where there is no plain text, and places codings in them", () => {
    const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const words = ["问：评？", "答：小同行好"].map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join("");
    const docx = zipSync({
      "word/document.xml": strToU8(`<w:document ${space}><w:body>${words}</w:body></w:document>`),
    });
    const xml = projectXml({
      selections: selectionXml(1, { start: 8, end: 12, name: "小同行好" }),
      attributes: 'richTextPath="internal://s.docx"',
    });
    const { verdicts, lost, project } = quotesOf(packQda(xml, { "sources/s.docx": docx }));
    expect([verdicts, lost]).toEqual([[["quote", "小同行好"]], ["text.from-rich"]]);
    expect(project.sources[0]).toMatchObject({ text: "问：评？\n答：小同行好", rich: { extension: "docx" } });
  });

  it("counts a text that shows nothing as the other texts of the file do", () => {
    const words = "😀说好。小同行😀难找。评审久。";
    const bare = "😀😀人才评价好";
    const at = (text: string, quote: string) => ({
      start: text.indexOf(quote),
      end: text.indexOf(quote) + quote.length,
    });
    const other = `<TextSource guid="${guidNumber(2, "d")}" name="访谈二" plainTextPath="internal://t.txt">${selectionXml(9, at(bare, "人才"))}</TextSource>`;
    const xml = projectXml({
      selections:
        selectionXml(1, { ...at(words, "难找"), name: "难找" }) +
        selectionXml(2, { ...at(words, "评审"), name: "评审" }),
    }).replace("</Sources>", `${other}</Sources>`);
    const { verdicts } = quotesOf(packQda(xml, { "sources/s.txt": words, "sources/t.txt": bare }));
    expect(verdicts).toEqual([
      ["quote", "难找"],
      ["quote", "评审"],
      ["neighbours", "人才"],
    ]);
  });

  it("finds files whose names an archive holds in GB 18030", () => {
    const xml = projectXml({
      selections: selectionXml(1, { start: 0, end: 2, name: "人才" }),
      attributes: 'plainTextPath="internal://访谈.txt"',
    });
    // packed under a name of as many letters as its bytes in GB 18030, which then take their place
    const packed = packQda(xml, { "sources/@@@@.txt": "人才" });
    for (let at = packed.indexOf(64); at >= 0; at = packed.indexOf(64, at + 4))
      if (packed.subarray(at, at + 4).every((byte) => byte === 64)) packed.set([0xb7, 0xc3, 0xcc, 0xb8], at);
    expect(quotesOf(packed)).toMatchObject({ verdicts: [["quote", "人才"]], lost: [] });
  });

  it("lists elements and attributes beyond the standard, and takes none of them for its own", () => {
    const xml = projectXml({
      selections: `<Survey><Coding guid="${guidNumber(77)}"/></Survey>${selectionXml(1, { start: 0, end: 2 }).replace("<Coding ", `<Coding weight="3" v:guid="${guidNumber(78)}" `)}`,
      rest: "<Surveys/><Surveys/>",
    }).replace("<Project ", '<Project xmlns:v="urn:vendor" ');
    const { findings } = readQdaProject(packQda(xml, { "sources/s.txt": "人才" })).report;
    expect(findings.map(({ kind, what, message }) => [kind, what, message])).toEqual([
      ["lost", "TextSource › Survey", "not of the standard and not kept"],
      ["lost", "Coding @weight", "not of the standard and not kept"],
      ["lost", "Project › Surveys", "not of the standard and not kept, 2 times"],
    ]);
    const { project } = quotesOf(packQda(xml, { "sources/s.txt": "人才" }));
    expect(project.sources[0]?.selections[0]?.codings[0]?.guid).toBe(guidNumber(1, "f").toUpperCase());
  });

  it("refuses with a remedy what is no project", () => {
    expect(() => readQdaCodebook(packQda("<Project/>"))).toThrow("a project, whose name ends in .qdpx");
    expect(() => readQdaProject(strToU8("not a zip"))).toThrow(/qda|REFI-QDA: it is no whole zip/);
    expect(() => readQdaProject(packQda("", {}, "readme.txt"))).toThrow(
      "it holds no .qde file; export the project again",
    );
    expect(() => readQdaProject(packQda("<Project name='a'><Users>"))).toThrow("its XML is broken at");
    expect(() => readQdaProject(packQda("<CodeBook/>"))).toThrow("its XML is a CodeBook, expected a Project");
    expect(() => readQdaProject(packQda('<!DOCTYPE a [<!ENTITY b "c">]><Project name="&b;"/>'))).toThrow(
      "document type",
    );
    expect(() => readQdaProject(packQda(`${"<a>".repeat(300)}${"</a>".repeat(300)}`))).toThrow(
      "nested deeper than 200",
    );
  });

  it("refuses an archive whose bytes changed on the way, were cut by a false size, or need a password", () => {
    const packed = packQda("<Project name='a'/>");
    const record = packed.length - 22 - 46 - "project.qde".length;
    const changed = (at: number, value: number) => packed.map((byte, place) => (place === at ? value : byte));
    expect(readQdaProject(packed).project.name).toBe("a");
    expect(() => readQdaProject(changed(record + 16, (packed[record + 16] ?? 0) ^ 1))).toThrow(
      "the bytes of project.qde are not those that were packed; export it again, or copy it again",
    );
    expect(() => readQdaProject(changed(record + 24, 9))).toThrow("are not those that were packed");
    expect(() => readQdaProject(changed(record + 8, 1))).toThrow("project.qde is encrypted; pack the folder anew");
  });

  it("reads an archive that stands behind other bytes, as one that unpacks itself", () => {
    const packed = packQda(projectXml({ selections: selectionXml(1, { start: 0, end: 2, name: "人才" }) }), {
      "sources/s.txt": "人才评价",
    });
    const behind = (head: string) => new Uint8Array([...strToU8(head), ...packed]);
    for (const head of ["", "MZ", "#!/bin/sh\n".repeat(99)])
      expect(quotesOf(behind(head))).toMatchObject({ verdicts: [["quote", "人才"]], lost: [] });
  });

  it("tells of every text of a recording, and of the names that texts lose", () => {
    const transcript = (number: number, name: string) =>
      `<Transcript guid="${guidNumber(number)}" name="${name}"><PlainTextContent>${name}的话</PlainTextContent></Transcript>`;
    const video = `<VideoSource guid="${guidNumber(20)}" name="座谈">${transcript(21, "初稿")}${transcript(22, "校订稿")}</VideoSource>`;
    const pdf = `<PDFSource guid="${guidNumber(10)}" name="办法.pdf"><Representation guid="${guidNumber(11)}" name="识别稿"><PlainTextContent>第一条</PlainTextContent></Representation></PDFSource>`;
    const xml = projectXml({ selections: "" }).replace("</Sources>", `${video}${pdf}</Sources>`);
    const { project, report } = readQdaProject(packQda(xml, { "sources/s.txt": "人才" }));
    expect(project.sources.map(({ name }) => name)).toEqual(["访谈一", "座谈", "校订稿", "办法.pdf"]);
    expect(report.findings.map(({ code, what, detail }) => [code, what, detail])).toEqual([
      ["transcript.name", "座谈", "“初稿”"],
      ["source.texts", "座谈", "录像，2 份文字：“座谈”、“校订稿”"],
      ["transcript.name", "办法.pdf", "“识别稿”"],
    ]);
  });

  it("calls links without a name by what they join, sets among it, and reads sets of a codebook inside", () => {
    const set = (number: number, name: string) => `<Set guid="${guidNumber(number)}" name="${name}"/>`;
    const link = `<Links><Link guid="${guidNumber(5)}" originGUID="${codeGuid}" targetGUID="${guidNumber(6)}"/><Link guid="${guidNumber(7)}" originGUID="${guidNumber(1, "d")}" targetGUID="${guidNumber(99)}"/><Link guid="${guidNumber(9)}" originGUID="${guidNumber(10)}" targetGUID="${codeGuid}"/></Links>`;
    const pdf = `<PDFSource guid="${guidNumber(10)}" name="扫描件"/></Sources>`;
    const xml = projectXml({ selections: "", rest: `${link}<Sets>${set(6, "重点")}</Sets><Graphs><Graph/></Graphs>` });
    const inside = xml.replace("</CodeBook>", `<Sets>${set(8, "书中")}</Sets></CodeBook>`).replace("</Sources>", pdf);
    const { project, report } = readQdaProject(packQda(inside, { "sources/s.txt": "评价" }));
    expect(project.sets.map(({ name }) => name)).toEqual(["重点", "书中"]);
    expect(project.links[0]?.target).toBe(project.sets[0]?.guid);
    expect(report.findings.map(({ code, what }) => [code, what])).toEqual([
      ["source.media", "扫描件"],
      ["graph", "（未命名）"],
      ["link.end", "访谈一 → （未命名）"],
      ["link.end", "扫描件 → 评什么"],
    ]);
    expect(listUnplaced(project).map(({ what }) => what)).toEqual(
      expect.arrayContaining(["评什么 → 重点", "访谈一 → （未命名）"]),
    );
  });

  it("takes a note that a link joins to a stretch, as NVivo writes annotations, for a memo of its coding", () => {
    const note = `<Notes><Note guid="${guidNumber(40)}" name=""><PlainTextContent>当时笑了。</PlainTextContent></Note></Notes>`;
    const links = `<Links><Link guid="${guidNumber(41)}" originGUID="${guidNumber(1, "e")}" targetGUID="${guidNumber(40)}"/><Link guid="${guidNumber(42)}" name="因为" originGUID="${guidNumber(40)}" targetGUID="${codeGuid}"/></Links>`;
    const xml = projectXml({
      selections: selectionXml(1, { start: 0, end: 2, name: "人才" }),
      rest: `${note}${links}`,
    });
    const { project } = readQdaProject(packQda(xml, { "sources/s.txt": "人才评价" }));
    expect(project.links).toHaveLength(2);
    const { corpus, findings, memos } = corpusFromProject(project, "2026-01-01T00:00:00.000Z");
    expect(corpus.codings.map(({ memo, quote }) => [quote, memo])).toEqual([["人才", "当时笑了。"]]);
    expect(memos).toMatchObject([{ kind: "code", text: "当时笑了。" }]);
    expect(findings.map(({ code, what }) => [code, what])).toEqual([["link", "因为"]]);
  });

  it("tells of a link whose direction is none", () => {
    const link = `<Links><Link guid="${guidNumber(5)}" name="因果" direction="Odd" originGUID="${codeGuid}"/></Links>`;
    const xml = projectXml({ selections: "" }).replace("</Project>", `${link}</Project>`);
    expect(quotesOf(packQda(xml, { "sources/s.txt": "评价" }))).toMatchObject({
      lost: ["link.direction"],
      project: { links: [{ name: "因果" }] },
    });
  });

  it("reads a codebook whose sets name their members by guid", () => {
    const xml = `\uFEFF<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"><Codes><Code guid="${codeGuid}" name="评什么" isCodable="false" color="#1a2b3c80"><Code guid="${guidNumber(2, "c")}" name="论文" isCodable="true" color="#abc"/></Code></Codes><Sets><Set guid="${guidNumber(5)}" name="重点"><MemberCode guid="{${codeGuid}}"/></Set></Sets></CodeBook>`;
    const { codebook, report } = readQdaCodebook(strToU8(xml));
    expect(report.findings).toMatchObject([{ kind: "changed", code: "color.sheer", what: "评什么" }]);
    expect(codebook.codes[0]).toMatchObject({ codable: false, color: "#1A2B3C", children: [{ color: "#AABBCC" }] });
    expect(codebook.sets[0]?.codes).toEqual([codebook.codes[0]?.guid]);
  });
});
