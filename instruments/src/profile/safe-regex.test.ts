import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findUnsafeHtml } from "./safe-html.ts";
import { findUnsafeRegex } from "./safe-regex.ts";

describe("findUnsafeRegex (LI9)", () => {
  it.each([
    "^1[3-9]\\d{9}$",
    "^\\d{17}[\\dXx]$",
    "^[A-Za-z0-9_]{4,20}$",
    "^[\\u4e00-\\u9fa5]{2,10}$",
    "^\\d+(?:\\.\\d{1,2})?$",
    "^(?:a|b|c)$",
  ])("accepts %s", (pattern) => {
    expect(findUnsafeRegex(pattern)).toBeNull();
  });

  it.each([
    "^(a+)+$",
    "^(a|a)*$",
    "^(.*)(.*)(.*)$",
    "a+$",
    "^a|b*c*d*$",
    "^(?=a)b$",
    "^(a)\\1$",
    "^a{1,9999}b{1,9999}$",
    "^([a-z]+,?)+$",
    "^(",
    "^\\k<x>$",
  ])("refuses %s", (pattern) => {
    expect(findUnsafeRegex(pattern)).not.toBeNull();
  });

  it("accepts only patterns that fail within milliseconds on hostile texts", () => {
    const atom = fc.constantFrom("a", "[ab]", ".", "\\w", "(a|b)", "(ab?)", "(?:a{1,3})");
    const repeat = fc.constantFrom("", "*", "+", "?", "{1,5}", "{2,}", "{0,50}");
    const pattern = fc
      .array(
        fc.tuple(atom, repeat).map((parts) => parts.join("")),
        { minLength: 1, maxLength: 5 },
      )
      .map((parts) => `^${parts.join("")}$`);
    let slow = 0;
    fc.assert(
      fc.property(pattern, (source) => {
        if (findUnsafeRegex(source) !== null) return;
        const started = performance.now();
        new RegExp(source, "u").test(`${"a".repeat(2_000)}!`);
        if (performance.now() - started > 200) slow += 1;
      }),
      { numRuns: 300 },
    );
    expect(slow).toBe(0);
  });
});

describe("findUnsafeHtml (PR4)", () => {
  it.each([
    "<p>a &lt; b</p>",
    '<a href="mailto:a@example.com">x</a>',
    "纯文本",
    '<img src="/a.png" alt="图"/>',
    '<table><tr><td colspan="2">x</td></tr></table>',
  ])("accepts %s", (html) => {
    expect(findUnsafeHtml(html)).toBeNull();
  });

  it.each([
    "<svg/onload=alert(1)>",
    '<a href="data:text/html,x">x</a>',
    '<p style="color:red">x</p>',
    "<a href='javascript:x'>x</a>",
    "<p",
    "a < b",
    "<!-- x -->",
    '<iframe src="https://example.com"></iframe>',
    '<a href="//example.com">x</a>',
    "<p>{name}</p>",
    "<<p>p onclick=x>",
  ])("refuses %s", (html) => {
    expect(findUnsafeHtml(html)).not.toBeNull();
  });
});
