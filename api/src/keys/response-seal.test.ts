import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equalCodes, normaliseCode, sealResponse } from "./response-seal.ts";

const key = new Uint8Array(32).fill(7);

describe("sealResponse", () => {
  it("depends on key, id and content, and on nothing else", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string(), fc.string(), (id, content, other) => {
        const { receipt, withdrawalCode, commit } = sealResponse(key, id, content);
        const again = sealResponse(key, id, content);
        expect([again.receipt, again.withdrawalCode, again.commit(other)]).toEqual([
          receipt,
          withdrawalCode,
          commit(other),
        ]);
        if (other !== content) expect(sealResponse(key, id, other).receipt).not.toBe(receipt);
        expect(sealResponse(new Uint8Array(32), id, content).commit()).not.toBe(commit());
        expect(commit(other)).not.toBe(commit());
      }),
    );
  });

  it("writes codes that survive being copied by hand", () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const { receipt, withdrawalCode } = sealResponse(key, id, "content");
        expect(receipt).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
        const typed = receipt.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
        expect(normaliseCode(typed)).toBe(receipt);
        expect(equalCodes(receipt, withdrawalCode)).toBe(false);
      }),
    );
  });
});
