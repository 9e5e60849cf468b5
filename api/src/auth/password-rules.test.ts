import { expect, it } from "vitest";
import { checkPassword } from "./password-rules.ts";

const person = { email: "wang.fang@example.cn", name: "王芳" };
const refusal = (password: string): string | undefined => {
  try {
    checkPassword(password, person);
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ body: { code: "password.weak", status: 400 } });
    return (error as Error).message;
  }
};

it.each([
  "short-9Wx",
  "1234567890",
  "0987654321",
  "aaaaaaaaaaaa",
  "abcabcabcabc",
  "password123!",
  "Passw0rd@2026",
  "qwertyuiop",
  "1qaz2wsx3edc",
  "asdfghjkl123",
  "woaini1314520",
  "5201314520",
  "iloveyou520!!",
  "admin@123456",
  "Tianjin@2026",
  "diaoyan2026!",
  "13920881234",
  "19850312!!",
  "wang.fang2026",
  "王芳王芳20260101",
  "wangxiaoming88",
  "zhangwei1985!",
  "liuyifei@1987",
])("refuses what is tried first: %s", (password) => {
  expect(refusal(password)).toBeDefined();
});

it.each([
  "correct horse battery",
  "四季桂花香满园子里外",
  "korrekt7pferd",
  "hai-he-liu-jin-yi-qian-ge-qiao",
  "u7#kQ2!zpL",
  "first-password-1",
  "902834756102938",
  "🐳鲸鱼在渤海湾里游泳",
])("takes what is long and rare, without asking for kinds of characters: %s", (password) => {
  expect(refusal(password)).toBeUndefined();
});

it("says why, and not what was typed", () => {
  expect(refusal("wangxiaoming88")).toContain("pinyin");
  expect(refusal("short")).toContain("10 to 200 characters, got 5");
  for (const password of ["admin@123456", "wangxiaoming88"]) expect(refusal(password)).not.toContain(password);
});
