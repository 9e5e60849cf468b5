import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64, toBase64, toBase64Url } from "./base64.ts";

describe("base64", () => {
  it.each([
    ["", ""],
    ["f", "Zg=="],
    ["fo", "Zm8="],
    ["foobar", "Zm9vYmFy"],
  ])("writes %j as RFC 4648 §10 does", (text, written) => {
    expect(toBase64(new TextEncoder().encode(text))).toBe(written);
  });

  it("gives any bytes back, and the letters of addresses where asked", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(new Uint8Array(bytes));
        expect(toBase64Url(bytes)).toMatch(/^[A-Za-z0-9_-]*$/u);
        expect(fromBase64(toBase64Url(bytes).replaceAll("-", "+").replaceAll("_", "/"))).toEqual(new Uint8Array(bytes));
      }),
    );
    const long = Uint8Array.from({ length: 100_001 }, (_, at) => at % 251);
    expect(fromBase64(toBase64(long))).toEqual(long);
  });

  it("throws where a text is none", () => {
    expect(() => fromBase64("不是")).toThrow();
  });
});
