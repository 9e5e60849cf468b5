import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOffsetIndex } from "../text/offset-index.ts";
import { readTranscript, type TranscriptFormat } from "./read-transcript.ts";
import { formatTimeCode } from "./time-code.ts";

/** Turns as [speaker, from, to, words]. */
function turnsOf(raw: string, format: TranscriptFormat) {
  const { text, turns } = readTranscript(raw, format);
  const index = createOffsetIndex(text);
  return turns.map((turn) => [turn.speaker, turn.at, turn.until ?? null, index.slice(turn)]);
}

/** Findings as [code, places]. */
function oddities(raw: string, format: TranscriptFormat) {
  return readTranscript(raw, format).findings.map(({ code, places }) => [code, places]);
}

describe("subtitles as .srt", () => {
  const srt = `\uFEFF1\r\n00:00:01,000 --> 00:00:03,500\r\n访谈员：请谈谈变化。\r\n\r\n2\r\n00:00:04,000 --> 00:00:06,000\r\n受访者：<i>以前</i>数论文，\r\n\r\n3\r\n00:00:06,200 --> 00:00:08,000\r\n现在看代表作𠮷。\r\n`;

  it("become turns by speaker, with the time codes before the words", () => {
    expect(readTranscript(srt, "srt").text).toBe(
      "[00:00:01] 访谈员：请谈谈变化。\n[00:00:04] 受访者：以前数论文， 现在看代表作𠮷。",
    );
    expect(turnsOf(srt, "srt")).toEqual([
      ["访谈员", 1, 3.5, "请谈谈变化。"],
      ["受访者", 4, 8, "以前数论文， 现在看代表作𠮷。"],
    ]);
    expect(oddities(srt, "srt")).toEqual([["cue.tag", [6]]]);
  });

  it("keep the order of the file where times overlap or run back, and say where", () => {
    const raw =
      "1\n00:01:00,000 --> 00:01:05,000\n后\n\n2\n00:00:10,000 --> 00:00:20,000\n前\n\n3\n00:00:15,000 --> 00:00:12,000\n叠\n\n4\n00:00:30,000 -->\n无尾\n\n5\n00:00:99,000 --> 00:01:75,000\n坏\n\n6\n00:02:00,000 --> 00:02:01,000\n\n";
    expect(turnsOf(raw, "srt").map(([, at, until, words]) => [at, until, words])).toEqual([
      [60, 65, "后"],
      [10, 20, "前 叠"],
      [30, null, "无尾"],
      [null, null, "坏"],
    ]);
    expect(oddities(raw, "srt")).toEqual([
      ["cue.no-end", [14]],
      ["cue.time", [18]],
      ["cue.order", [6]],
      ["cue.overlap", [10]],
      ["cue.end-before-start", [10]],
      ["cue.empty", [22]],
    ]);
  });

  it("keep words that look like numbers, tags or times", () => {
    const raw =
      "访谈一\n\n1\n00:00:01,000 --> 00:00:02,000\n2019\n\n2020\n\n2\n00:00:09,000 --> 00:00:10,000\n<听不清> a --> b <3\n3\n00:00:20,000 --> 00:00:21,000 X1:40 X2:60\n{\\an8}完\n";
    expect(turnsOf(raw, "srt").map(([, at, , words]) => [at, words])).toEqual([
      [null, "访谈一"],
      [1, "2019\n2020"],
      [9, "<听不清> a --> b <3"],
      [20, "完"],
    ]);
    expect(oddities(raw, "srt")).toEqual([
      ["cue.stray", [1, 7]],
      ["cue.tag", [13]],
    ]);
  });

  it("keep numbers that were said where the cues bear none", () => {
    const raw = "00:00:01,000 --> 00:00:02,000\n是\n\n2019\n00:00:09,000 --> 00:00:10,000\n年\n";
    expect(turnsOf(raw, "srt").map(([, , , words]) => words)).toEqual(["是\n2019", "年"]);
  });
});

describe("subtitles as .vtt", () => {
  it("name voices, unescape, and leave out what nobody said", () => {
    const raw = `WEBVTT 访谈
Kind: captions

STYLE
::cue { color: red }

NOTE 校对完

intro
00:01.000 --> 00:02.000 align:start
<v.loud 张三>A &amp; <00:01.500><c.x>B</c></v>

00:00:02.100 --> 00:00:04.000
<v 张三>接着说</v><v 李四>插一句

00:00:05.000 --> 00:00:06.000
没有名字
`;
    expect(turnsOf(raw, "vtt")).toEqual([
      ["张三", 1, 4, "A & B 接着说"],
      ["李四", 2.1, 4, "插一句"],
      ["", 5, 6, "没有名字"],
    ]);
    expect(oddities(raw, "vtt")).toEqual([
      ["cue.comment", [4, 7]],
      ["cue.tag", [10]],
    ]);
  });
});

describe("JSON of a recogniser", () => {
  it.each([
    [
      "Whisper",
      {
        text: "你好 再见",
        segments: [
          { id: 0, start: 0, end: 1.5, text: " 你好" },
          { start: 70, end: 71, text: "再见" },
        ],
      },
    ],
    [
      "whisper.cpp",
      {
        transcription: [
          { offsets: { from: 0, to: 1500 }, text: "你好" },
          { timestamps: { from: "00:01:10,000", to: "00:01:11,000" }, text: "再见" },
        ],
      },
    ],
    [
      "a pipeline",
      {
        text: "你好再见",
        chunks: [
          { timestamp: [0, 1.5], text: "你好" },
          { timestamp: [70, 71], text: "再见" },
        ],
      },
    ],
  ])("of %s", (_, value) => {
    const raw = JSON.stringify(value);
    expect(turnsOf(raw, "json")).toEqual([
      ["", 0, 1.5, "你好"],
      ["", 70, 71, "再见"],
    ]);
    expect(oddities(raw, "json")).toEqual([]);
  });

  it("with speakers, a gap and another whole text", () => {
    const raw = JSON.stringify({
      text: "甲乙丙",
      segments: [
        { start: 0, end: 1, text: "甲", speaker: "SPEAKER_00" },
        { start: 1, end: 2, text: " " },
        { text: "乙", speaker: "SPEAKER_01" },
      ],
    });
    expect(turnsOf(raw, "json")).toEqual([
      ["SPEAKER_00", 0, 1, "甲"],
      ["SPEAKER_01", null, null, "乙"],
    ]);
    expect(oddities(raw, "json")).toEqual([
      ["json.skipped", [2]],
      ["json.time", [3]],
      ["json.text-differs", [1]],
    ]);
  });

  it("is refused where it is something else", () => {
    const refused = expect.objectContaining({ code: "transcript.json" });
    for (const raw of ["{", "{}", '"x"', "null", "3"]) expect(() => readTranscript(raw, "json")).toThrow(refused);
    expect(() => readTranscript('[{"text":"\\u0000"}]', "json")).toThrow(
      expect.objectContaining({ code: "transcript.nul" }),
    );
    expect(() => readTranscript("[]", "json")).toThrow(expect.objectContaining({ code: "transcript.empty" }));
    expect(() => readTranscript("1\n00:00:01,000 --> 00:00:02,000\n<i></i>", "srt")).toThrow(
      expect.objectContaining({ code: "transcript.empty" }),
    );
  });
});

describe("exports of dictation programs", () => {
  it("have speaker and time on a line of their own, in either order, perhaps as a range", () => {
    const raw =
      "座谈录音.mp3\n2024-05-06\n\n说话人1 00:01:23\n您怎么看？\n\n发言人 2   00:01:30-00:01:42\n3:20 的比例。\n3:20 左右。\n\n00:01:45 说话人1\n00:01:46 是的\n[00:02:00 --> 00:02:05] 说话人2\n完。";
    expect(turnsOf(raw, "text")).toEqual([
      ["说话人1", 83, null, "您怎么看？"],
      ["发言人 2", 90, 102, "3:20 的比例。\n3:20 左右。"],
      ["说话人1", 105, null, "00:01:46 是的"],
      ["说话人2", 120, 125, "完。"],
    ]);
    expect(oddities(raw, "text")).toEqual([["text.before-speaker", [1, 2]]]);
    const lone = "访谈员：请说。\n受访者：好。\n王晓明：我补充。\n方法：先试点。\n注意：要点。";
    expect(oddities(lone, "text")).toEqual([["text.lone-label", [3]]]);
  });
});

describe("nothing that was said is lost", () => {
  const word = fc.constantFrom(
    "人才",
    "😀",
    "𠮷",
    "2019",
    "是的。",
    "a --> b",
    "<听不清>",
    "<3",
    "&",
    "NOTE",
    "12:05",
    "—",
  );
  const cueParts = {
    lines: fc.array(
      fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join("")),
      { minLength: 1, maxLength: 3 },
    ),
    start: fc.integer({ min: 0, max: 9000 }),
    length: fc.integer({ min: -5, max: 90 }),
  };
  const cue = fc.record(cueParts);
  const solid = (text: string) => text.replace(/\s/gu, "");
  const time = (seconds: number) => `${formatTimeCode(Math.max(0, seconds))},000`;

  /** Everything in the text, but for the time codes and labels the layout adds. */
  function saidIn(raw: string, format: TranscriptFormat) {
    const { text, turns } = readTranscript(raw, format);
    const index = createOffsetIndex(text);
    let last = 0;
    for (const turn of turns) {
      expect(turn.start).toBeGreaterThanOrEqual(last);
      expect(turn.end).toBeGreaterThan(turn.start);
      last = turn.end;
    }
    expect(last).toBe(index.length);
    return solid(
      turns
        .map(
          (turn, at) =>
            (turn.speaker !== "" && turn.speaker !== turns[at - 1]?.speaker ? `${turn.speaker}：` : "") +
            index.slice(turn),
        )
        .join(""),
    );
  }

  it("of .srt and of JSON, in order, whatever the times", () => {
    fc.assert(
      fc.property(fc.array(cue, { minLength: 1, maxLength: 12 }), fc.boolean(), (cues, windows) => {
        const plain = cues.map(({ lines, ...times }) => ({ ...times, text: lines.join("\n") }));
        const blocks = plain.map(
          ({ length, start, text }, at) => `${at + 1}\n${time(start)} --> ${time(start + length)}\n${text}\n`,
        );
        const srt = blocks.join("\n").replaceAll("\n", windows ? "\r\n" : "\n");
        const spoken = solid(plain.map(({ text }) => text).join(""));
        expect(saidIn(srt, "srt")).toBe(spoken);
        const json = { segments: plain.map(({ length, start, text }) => ({ start, end: start + length, text })) };
        expect(saidIn(JSON.stringify(json), "json")).toBe(spoken);
      }),
    );
  });

  it("with labels: a name moves from the words to the turn, and the words stay", () => {
    const labelled = fc.record({ ...cueParts, label: fc.constantFrom("", "王：", "访谈员: ", "P3：") });
    fc.assert(
      fc.property(fc.array(labelled, { minLength: 1, maxLength: 12 }), (cues) => {
        const segments = cues.map(({ label, length, lines, start }) => ({
          start,
          end: start + length,
          text: `${label}${lines.join("\n")}`,
        }));
        const { text, turns } = readTranscript(JSON.stringify({ segments }), "json");
        const index = createOffsetIndex(text);
        const said = solid(turns.map((turn) => index.slice(turn)).join(""));
        const words = solid(cues.flatMap(({ lines }) => lines).join(""));
        // 王 named once is no speaker yet: the word stays where it was said
        expect(said.replaceAll("王：", "")).toBe(words);
        const named = cues
          .filter(({ label }) => label !== "" && label !== "王：")
          .map(({ label }) => label.slice(0, -1));
        for (const label of named) expect(turns.map(({ speaker }) => speaker)).toContain(label.replace(":", ""));
      }),
    );
  });
});
