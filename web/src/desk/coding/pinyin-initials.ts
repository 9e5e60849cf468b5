/** The first character of each initial letter in the order of the Chinese collation by pinyin. */
const edges = [..."阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀"];
const letters = "abcdefghjklmnopqrstwxyz";
const order = new Intl.Collator("zh-CN-u-co-pinyin");
const han = /\p{Script=Han}/u;

/** Characters that the field reads in another way than the collation does. */
const otherReadings: Readonly<Record<string, string>> = {
  行: "h",
  长: "c",
  重: "z",
  调: "t",
  传: "z",
  乐: "y",
  率: "s",
  单: "s",
  藏: "z",
  参: "s",
  系: "j",
  校: "j",
  省: "x",
  曾: "z",
  种: "c",
  降: "x",
  会: "k",
  弹: "t",
  车: "j",
  差: "c",
};

const known = new Map<string, string>();

/** Letters a character may begin with in pinyin; the character itself, in small letters, where it is none. */
function initialsOf(character: string): string {
  if (!han.test(character)) return character.toLowerCase();
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (order.compare(character, edges[middle] ?? "") >= 0) low = middle;
    else high = middle - 1;
  }
  return (letters[low] ?? "") + (otherReadings[character] ?? "");
}

/** For each character of a text the letters it may begin with. */
function listInitials(text: string): readonly string[] {
  return [...text].map((character) => {
    const found = known.get(character) ?? initialsOf(character);
    known.set(character, found);
    return found;
  });
}

/** Where in a text (counted in characters) letters typed stand as pinyin initials; -1 where they do not. */
export function findInitials(text: string, typed: string): number {
  const wanted = [...typed.toLowerCase()];
  if (wanted.length === 0) return -1;
  const initials = listInitials(text);
  return initials.findIndex((_, at) => wanted.every((letter, place) => initials[at + place]?.includes(letter)));
}
