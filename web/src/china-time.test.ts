import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { dayInChina, minuteForFileName, readChinaTime, showMoment } from "./china-time.ts";

const machineZone = process.env["TZ"];
afterEach(() => {
  if (machineZone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = machineZone;
});

describe.each(["Asia/Shanghai", "UTC", "America/New_York"])("times of the field on a machine in %s", (zone) => {
  it("are entered and shown as Beijing time", () => {
    process.env["TZ"] = zone;
    expect(readChinaTime("2026-12-01T09:00")).toBe("2026-12-01T01:00:00.000Z");
    expect(readChinaTime("")).toBeNull();
    const [zh, en] = zone === "Asia/Shanghai" ? ["", ""] : ["（北京时间）", " (Beijing time)"];
    expect(showMoment("2026-11-30T23:59:00.000Z", "zh-CN")).toBe(`2026年12月1日 07:59${zh}`);
    expect(showMoment("2026-11-30T23:59:00.000Z", "en-GB")).toBe(`1 Dec 2026, 07:59${en}`);
    expect(dayInChina(Date.parse("2026-11-30T16:00:00.000Z"))).toBe("2026-12-01");
    expect(dayInChina("2026-11-30T15:59:59.999Z")).toBe("2026-11-30");
    expect(minuteForFileName(Date.parse("2026-11-30T16:05:00.000Z"))).toBe("2026-12-01-0005");
  });

  it("come back as they were entered", () => {
    process.env["TZ"] = zone;
    // from 1992: before, China had summer time
    const minutes = fc.integer({ min: 694_224_000 / 60, max: 4_102_444_740 / 60 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const entered = new Date(minute * 60_000).toISOString().slice(0, 16);
        const instant = readChinaTime(entered) ?? "";
        expect(dayInChina(Date.parse(instant))).toBe(entered.slice(0, 10));
        expect(showMoment(instant, "en-GB")).toContain(entered.slice(11));
      }),
    );
  });
});
