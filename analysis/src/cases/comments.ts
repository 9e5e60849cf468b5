import { codePointLength } from "@diaoyan/instruments";

const longest = 12;
/** Shorter ones say nothing by themselves, whatever their words (税前。一半是意向书。). */
const longestScrap = 8;
const nothing = /^(?:就(?:是)?这样|就这[些一]|没了|没有了|没别的|对|是的?|嗯|好|行|谢谢)/u;
/** Words that deny, end, narrow, date or hedge. */
const turningWords =
  /没|不|未|无|假|错|莫|冇|停|撤|才|得|要|[看以]|只|仅|起码|至少|最多|限|除|止|后来|现在|如今|听|猜|估|大概|可能|^就|就[这那一]|拍脑袋|瞎|随口/u;

/**
 * Whether a sentence is so short that what it denies, ends, narrows or dates is said of the one before it (后来停了。上面没批。
 * 看岗位的。起码五年。): it stands with that one.
 */
export function isComment(sentence: string): boolean {
  const isShort = codePointLength(sentence) <= longest && /[。！!.]$/u.test(sentence);
  const isScrap = codePointLength(sentence) <= longestScrap;
  return isShort && (isScrap || turningWords.test(sentence)) && !nothing.test(sentence);
}

/** Tells how something said before came out (结果…, 最后还是…, 可到了学院…, 后来停了). */
const outcome =
  /^(?:结果|最后|到头来|可(?![以能见靠行持比信用学复观爱])|实际(?![情问贡需工])|真到|落到|(?:试|搞|办|推|干|用)了?(?:不到)?[一二两三半几\d].{0,3}[年月次轮回期])/u;
const abandoned =
  /(?:停[了掉办]|不[搞办做用试]了|取消了|改回|恢复了?(?:老|原)|作罢|流产|搁置|没有?下文|不了了之|叫停|撤[了销掉]|收回|没[有能]?批|没[有能]?成|黄了)/u;
const scoped =
  /^(?:这|那|这些|那些|以上|上面|前面|刚才|我)(?:都|只|里)?(?:说的|讲的|指的)(?:都|只)?是|^(?:这|那|这些|以上|上面)(?:都|也)?(?:是|只是|还是|还在)?.{0,6}(?:规划|设想|想法|目标|愿景|打算|计划|明年|以后的|将来|试点|个别|少数|本部|听(?:别人|人家|人)?[说讲]|听来)|^我也?(?:是|只是)?(?:听|看)(?:别人|人家|人)?.{0,2}(?:[说讲传]|来)的/u;
const counted =
  /^(?:(?:第[一二三四五六七八九十]|[前后头][一二两三四几])[条项点个种](?!是|就是|[，,：:]))|^(?:这|那)[一二两三四几][条项点]/u;
const until =
  /^(?:到|截至|截止|从|自).{2,12}(?:为止|止|起|开始)|^(?:外头|外面|那|那都|都|净|全|纯)?(?:是)?(?:瞎|胡|没(?:那|这)|没有(?:这|那|的)(?:回|么|个)?事|莫得|冇|哪有|哪里|想得美|才怪|扯)/u;

/** Whether a sentence says how what stands before it came out, when or for whom it holds, or that it is not so. */
export function comments(sentence: string): boolean {
  const ends = abandoned.test(sentence) && /^(?:后来|现在|去年|今年|前年|结果|但|不过|上面|没)/u.test(sentence);
  return ends || [outcome, scoped, counted, until].some((pattern) => pattern.test(sentence));
}

/** Whether it says so of more than the last sentence (后两条还停在纸面上, 这都是明年的规划). */
export function commentsOnSeveral(sentence: string): boolean {
  return scoped.test(sentence) || counted.test(sentence);
}

/** What is promised or holds in name only, so that the next sentence tells how it is (名义上…, 原先说好…). */
const nominal = /名义上|表面上|纸面上|理论上|原则上说|号称|说起来|原先说|原定|说好|本来(?:说|要|打算)|答应|承诺|按理/u;

/** Whether a sentence may not stand without the one after it. */
export function awaitsOutcome(sentence: string): boolean {
  return nominal.test(sentence);
}
