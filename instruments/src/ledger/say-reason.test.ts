import { describe, expect, it } from "vitest";
import { sayReason } from "./say-reason.ts";

describe("sayReason", () => {
  it("tells companions and attendants from people of the team", () => {
    expect(sayReason("otherRole", "陪同").zh).toBe("陪同人员不计");
    expect(sayReason("otherRole", "参会").zh).toBe("仅参会，未作为受访者");
    expect(sayReason("noConsent", "受访").zh).toBe("未取得参加同意");
    expect(sayReason("repeated", null).zh).toBe("同一对象不重复计数");
  });
});
