import type { SplitPlan } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { responseOfToken } from "../auth/invitation-token.ts";
import { isSignedAssignment, signAssignment } from "../keys/assignment-seal.ts";
import { drawModules, modulesOfResponse } from "./assign-modules.ts";
import { createTokenDealer } from "./deal-modules.ts";

const key = new Uint8Array(32).fill(7);
const plan: SplitPlan = {
  draw: 2,
  minutes: 10,
  modules: Array.from({ length: 8 }, (_, at) => ({ id: `m${at}`, label: { zh: `模块${at}` }, pages: [`p${at}`] })),
  core: [],
};
const people = 200;

/** How far the most and the least answered module are apart. */
function moduleRange(assignments: readonly (readonly string[])[]): number {
  const counts = plan.modules.map(({ id }) => assignments.filter((one) => one.includes(id)).length);
  return Math.max(...counts) - Math.min(...counts);
}

/** Assigns one respondent after the other, each answering `inFlight` respondents later. */
function assignAll(inFlight: number): readonly (readonly string[])[] {
  const counts = new Map<string, number>();
  const assigned: (readonly string[])[] = [];
  for (let at = 0; at < people; at += 1) {
    assigned.push(drawModules(key, { plan, counts, seed: `respondent ${at}` }));
    const answered = String(assigned[at - inFlight] ?? "");
    if (answered !== "") counts.set(answered, (counts.get(answered) ?? 0) + 1);
  }
  return assigned;
}

describe("drawModules", () => {
  it("balances modules better than chance, also while respondents are still answering", () => {
    const byChance = Array.from({ length: people }, (_, at) => modulesOfResponse(key, plan, `response ${at}`));
    expect(moduleRange(assignAll(0))).toBeLessThanOrEqual(6);
    expect(moduleRange(assignAll(20))).toBeLessThanOrEqual(12);
    expect(moduleRange(byChance)).toBeGreaterThan(12);
  });

  it("gives every combination to somebody when all come at once", () => {
    const counts = new Map<string, number>();
    const drawn = Array.from({ length: 600 }, (_, at) => String(drawModules(key, { plan, counts, seed: `s${at}` })));
    expect(new Set(drawn).size).toBe(28);
  });
});

/** Secrets one after the other, so that a test always deals the same. */
function countedIds() {
  let made = 0;
  return {
    token: (): string => {
      made += 1;
      return String(made).padStart(32, "a");
    },
  };
}

describe("createTokenDealer", () => {
  it("deals people who are invited together evenly, with tokens that alone say which modules", () => {
    const deal = createTokenDealer(key, { collector: "c", split: plan, ids: countedIds() });
    const dealt = Array.from({ length: people }, () => modulesOfResponse(key, plan, responseOfToken(deal().token)));
    expect(moduleRange(dealt)).toBeLessThanOrEqual(4);
    expect(dealt.every((modules) => modules.length === 2)).toBe(true);
  });

  it("makes one token a person where nothing is split", () => {
    const ids = countedIds();
    createTokenDealer(key, { collector: "c", split: undefined, ids })();
    expect(ids.token()).toBe("2".padStart(32, "a"));
  });
});

describe("signAssignment", () => {
  const place = { collector: "c", response: "" };
  const modules = ["m1", "m2"];

  it("holds for these modules at this place alone", () => {
    const signature = signAssignment(key, place, modules);
    const holds = (at: typeof place, given: readonly string[], under = key) =>
      isSignedAssignment(under, at, { modules: given, signature });
    expect(holds(place, modules)).toBe(true);
    expect(holds(place, ["m2", "m1"])).toBe(false);
    expect(holds(place, ["m1", "m3"])).toBe(false);
    expect(holds({ ...place, collector: "d" }, modules)).toBe(false);
    expect(holds({ ...place, response: "r" }, modules)).toBe(false);
    expect(holds(place, modules, new Uint8Array(32))).toBe(false);
  });
});
