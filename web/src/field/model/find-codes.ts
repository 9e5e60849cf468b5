/** A code of the codebook as a device knows it. */
export interface KnownCode {
  readonly id: string;
  readonly number: string;
  readonly name: string;
}

/** The first character of each pinyin initial in the order of a Chinese dictionary; no syllable begins with i, u or v. */
const firsts = "阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫帀";
const letters = "abcdefghjklmnopqrstwxyz";
const dictionary = new Intl.Collator("zh-CN");

/** Initials of the pinyin of a text, e.g. 代表作 → dbz: Chinese order tells between which initials a character stands. */
export function pinyinInitials(text: string): string {
  return [...text].map(initialOf).join("");
}

function initialOf(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return /[a-z0-9]/i.test(character) ? character.toLowerCase() : "";
  let initial = "";
  [...firsts].forEach((first, index) => {
    if (dictionary.compare(first, character) <= 0) initial = letters[index] ?? "";
  });
  return initial;
}

/** Codes whose number begins with what was typed, whose name holds it, or whose pinyin initials hold it; best first. */
export function findCodes<Code extends KnownCode>(codes: readonly Code[], typed: string): readonly Code[] {
  const sought = typed.trim().toLowerCase();
  if (sought === "") return codes;
  const rank = ({ number, name }: Code): number => {
    if (number.startsWith(sought)) return 0;
    if (name.toLowerCase().includes(sought)) return 1;
    const initials = pinyinInitials(name);
    if (initials.startsWith(sought)) return 2;
    return initials.includes(sought) ? 3 : 4;
  };
  return codes
    .map((code) => ({ code, at: rank(code) }))
    .filter(({ at }) => at < 4)
    .sort((left, right) => left.at - right.at)
    .map(({ code }) => code);
}
