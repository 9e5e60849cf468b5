import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ParadataEvent, paradataEvents } from "../model/timing.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { deriveTiming, longestStretchSeconds } from "./derive-timing.ts";
import { listSurveyPages } from "./survey-pages.ts";

const at = (event: ParadataEvent["event"], page: string | null, seconds: number | null): ParadataEvent => ({
  event,
  page,
  at: seconds === null ? null : 1_700_000_000_000 + seconds * 1_000,
});

const start = at("form start", null, 0);

describe("deriveTiming (TM1)", () => {
  it("counts each page while it is open, and the whole from start to end", () => {
    const events = [
      start,
      at("group questions", "a", 0),
      at("constraint error", "a", 30),
      at("group questions", "b", 40),
      at("group questions", "a", 60),
      at("form finalize", "a", 65.5),
    ];
    expect(deriveTiming(events)).toEqual({
      extent: "whole",
      seconds: 66,
      pages: [
        { page: "a", seconds: 45.5 },
        { page: "b", seconds: 20 },
      ],
    });
  });

  it("counts nothing between leaving and coming back, and no stretch beyond half an hour", () => {
    const left = [start, at("group questions", "a", 0), at("form exit", "a", 10), at("form resume", "a", 9_000)];
    expect(deriveTiming([...left, at("form finalize", "a", 9_005)])).toMatchObject({ extent: "whole", seconds: 15 });
    const idle = [start, at("group questions", "a", 0), at("form finalize", "a", 90_000)];
    expect(deriveTiming(idle).seconds).toBe(longestStretchSeconds);
  });

  it("marks what was not observed instead of guessing it", () => {
    const offline = [start, at("group questions", "a", 0), at("group questions", "b", null)];
    expect(deriveTiming([...offline, at("group questions", "c", 50), at("form finalize", "c", 70)])).toEqual({
      extent: "partly",
      seconds: null,
      pages: [{ page: "c", seconds: 20 }],
    });
    expect(deriveTiming([at("group questions", "b", 0), at("form finalize", "b", 9)]).extent).toBe("partly");
    expect(deriveTiming([start, at("group questions", "a", 0), at("form finalize", "a", null)]).extent).toBe("none");
    expect(deriveTiming([])).toEqual({ extent: "none", seconds: null, pages: [] });
  });

  it("gives no page more than the clock of the server allows, whatever order and times come", () => {
    const event = fc.record({
      event: fc.constantFrom(...paradataEvents),
      page: fc.constantFrom("a", "b", null),
      at: fc.oneof(fc.integer({ min: 0, max: 10_000_000 }), fc.constant(null)),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const { pages, seconds, extent } = deriveTiming(events);
        const total = pages.reduce((sum, page) => sum + page.seconds, 0);
        expect(pages.every((page) => page.seconds >= 0)).toBe(true);
        expect(total).toBeLessThanOrEqual(events.length * longestStretchSeconds);
        expect(seconds === null).toBe(extent !== "whole");
      }),
    );
  });

  it("never tells more than went by when times rise", () => {
    const steps = fc.array(fc.integer({ min: 0, max: 600_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(steps, (waits) => {
        let now = 0;
        const turned = waits.map((wait, index): ParadataEvent => {
          now += wait;
          return { event: "group questions", page: `p${index % 3}`, at: now };
        });
        const { seconds } = deriveTiming([
          { event: "form start", page: null, at: 0 },
          { event: "group questions", page: "p0", at: 0 },
          ...turned,
          { event: "form finalize", page: null, at: now },
        ]);
        expect(seconds).toBe(Math.round(now / 1_000));
      }),
    );
  });
});

it("lists the pages of a questionnaire with the questions in their panels", () => {
  const inner = { type: "text", name: "inner", title: "内" };
  const definition = {
    ...questionnaireOf([]),
    survey: {
      pages: [{ name: "first", elements: [{ type: "panel", name: "box", elements: [inner] }] }, { elements: [] }],
    },
  };
  expect(listSurveyPages(definition)).toEqual([
    { name: "first", questions: new Set(["inner"]) },
    { name: "page2", questions: new Set() },
  ]);
});
