import { problem } from "../problems.ts";

/** Characters a password has; no kind of character is demanded, length and rarity are (NIST SP 800-63B). */
export const passwordLength = { least: 10, most: 200 } as const;

/** What passwords in China and elsewhere are mostly made of; digits and signs around it make it no rarer. */
const commonPieces =
  /woaini|aini|iloveyou|loveyou|love|password|passw0rd|p@ssw0rd|p@ssword|passwd|admin|administrator|root|welcome|letmein|monkey|dragon|sunshine|princess|superman|football|baseball|master|hello|test|user|guest|login|abc|qwertyuiop|qwerty|asdfghjkl|asdfgh|asdf|zxcvbnm|zxcvbn|zxcv|qaz|wsx|edc|rfv|1q2w3e4r5t|1q2w3e4r|1q2w3e|q1w2e3r4|5201314|1314520|520|1314|china|zhongguo|beijing|tianjin|shanghai|huawei|weixin|wechat|tencent|taobao|baidu|mima|diaoyan|diaocha|wenjuan|keji|rencai|woshi|nihao|baobao|laopo|laogong|mama|baba|zhongguoren|gongchandang/g;

const surnames =
  "wang|li|zhang|liu|chen|yang|zhao|huang|zhou|wu|xu|sun|hu|zhu|gao|lin|he|guo|ma|luo|liang|song|zheng|xie|han|tang|feng|yu|dong|xiao|cheng|cao|yuan|deng|fu|shen|zeng|peng|lv|su|lu|jiang|cai|jia|ding|wei|xue|ye|yan|pan|du|dai|xia|zhong|tian|ren|fan|fang|shi|yao|tan|liao|zou|xiong|jin|hao|kong|bai|cui|kang|mao|qiu|qin|gu|hou|shao|meng|long|wan|duan|lei|qian|yin|chang|wen|pang";
const syllable =
  "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:i|u)?(?:ang|eng|ing|ong|an|en|in|un|ao|ai|ei|ou|ia|ie|ue|ve|uo|iu|ui|er|a|o|e|i|u|v)";
/** 王小明 as it is typed, with a year, a birthday or signs behind it. */
const nameInPinyin = new RegExp(`^(?:${surnames})(?:${syllable}){1,2}$`);

const sequences = [
  "01234567890123456789",
  "98765432109876543210",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
];

/** What must be left when everything common is taken away: different letters, or else digits (more than a telephone number has). */
const leftLeast = { letters: 4, digits: 12 } as const;

/**
 * Refuses a password that is too short, or that whoever guesses tries first: repeated or running characters, common
 * words with digits, one's own name or address, a name in pinyin with a date. Throws `password.weak`.
 */
export function checkPassword(password: string, person: { readonly email: string; readonly name: string }): void {
  const plain = password.normalize("NFKC");
  const length = [...plain].length;
  if (length < passwordLength.least || plain.length > passwordLength.most) {
    throw weak(`expected ${passwordLength.least} to ${passwordLength.most} characters, got ${length}`);
  }
  const reason = whyWeak(plain.toLowerCase(), person);
  if (reason !== undefined) throw weak(reason);
}

function whyWeak(
  plain: string,
  { email, name }: { readonly email: string; readonly name: string },
): string | undefined {
  if (new Set(plain).size < 5) return "it has few different characters";
  if (/^(.{1,5})\1+.{0,4}$/su.test(plain)) return "it repeats itself";
  const own = [email.split("@")[0] ?? "", ...name.split(/\s+/)].map((word) => word.toLowerCase());
  let left = plain;
  for (const word of own.filter((one) => [...one].length >= 2)) left = left.replaceAll(word, "");
  if (isPoor(left))
    return left === plain ? "it is made of what is often used in passwords" : "it is made of your name or address";
  if (nameInPinyin.test(plain.replace(/[\d\W_]+$/u, "")) && /^[a-z]+[\d\W_]*$/u.test(plain)) {
    return "it is a name in pinyin";
  }
  return undefined;
}

/** Whether little is left without common words and running characters. */
function isPoor(text: string): boolean {
  const rare = [...withoutSequences(text.replace(commonPieces, ""))];
  const letters = rare.filter((sign) => /\p{L}/u.test(sign));
  return new Set(letters).size < leftLeast.letters && rare.length - letters.length < leftLeast.digits;
}

function withoutSequences(text: string): string {
  let left = text;
  for (let size = 10; size >= 4; size -= 1) {
    for (let at = 0; at + size <= left.length; at += 1) {
      const piece = left.slice(at, at + size);
      if (sequences.some((row) => row.includes(piece)) || /^(.)\1+$/u.test(piece)) {
        left = left.slice(0, at) + left.slice(at + size);
        at -= 1;
      }
    }
  }
  return left;
}

function weak(reason: string) {
  return problem("password.weak", `password: ${reason}`, {
    remedy: "take a longer one that nobody would guess, e.g. four words that do not belong together",
  });
}
