import { expect, it } from "vitest";
import { auditZh } from "../../i18n/audit.zh.ts";
import { describeSubject } from "./describe-subject.ts";

const session = "a3f8bca6-2d77-4cab-b87a-c73f4efdda86";

it("names what is known, shortens other ids and leaves words alone", () => {
  const names = new Map([[session, "T4-M01 研讨会"]]);
  expect(describeSubject(session, names)).toBe("T4-M01 研讨会");
  expect(describeSubject(`${session}:draft`, new Map())).toBe("a3f8bca6:draft");
  expect(describeSubject(`q-e2-short@c013f706${"0".repeat(56)}`, names)).toBe("q-e2-short@c013f706");
  expect(describeSubject("177 added, 0 kept", names)).toBe("177 added, 0 kept");
});

it("says set phrases in words", () => {
  const say = (subject: string) => describeSubject(subject, new Map([[session, "一个案例"]]), auditZh.phrases);
  expect(say("177 added, 0 kept")).toBe("新增 177 条，保留 0 条");
  expect(say(`${session}:confirmedByUnit`)).toBe("一个案例（单位已确认）");
  expect(say(`research-report: ${session} from ${"0dc15321".repeat(8)}; ${"ab".repeat(32)}`)).toBe(
    "research-report：一个案例，依据快照 0dc15321",
  );
  expect(say("researcher")).toBe("研究人员");
  expect(say(`${session}: 不是 viewer`)).toBe("一个案例: 不是 viewer");
});
