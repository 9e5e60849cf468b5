import type { SpeakerLine } from "./speaker-line.ts";
import { speakerRole } from "./speaker-role.ts";

const header =
  /^(?:编号|项目|课题|专题|主题|题目|标题|日期|时间|访谈时间|访谈日期|地点|方式|单位|参加人员|参会人员|出席|记录|备注|注|附|附件|说明|录音|时长|提纲|来源|模拟数据|施工|小康)$/u;
const connective =
  /^(?:一是|二是|三是|四是|五是|例如|比如|首先|其次|再次|最后|另外|第[一二三四五六七八九十].*|总之|结论|问题|建议|原因|原话)$/u;
const code = /^(?:[甲乙丙丁戊己庚辛壬癸]|[A-Za-z]{1,3}\d{0,3}|[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+)$/u;

const surname =
  "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康施温鲁欧倪牛樊葛邢安齐庞颜庄聂章殷翟]";
const post =
  "(?:主任|副主任|教授|副教授|院长|副院长|所长|副所长|处长|副处长|科长|部长|局长|厅长|校长|主席|书记|经理|总经理|董事长|总监|总工|总|工|老师|研究员|工程师|博士|院士|秘书长|会长|同志|先生|女士)";
/** 王主任, 李某, 张某某, 小王, 老李: nobody but a person is called so. */
const person = new RegExp(`^(?:${surname}(?:${post}|某{1,2})|[小老]${surname})$`, "u");
const list = /^\s*(?:参加|参会|参与|出席|受访|访谈|被访|与会)[^：:]{0,6}[：:](.*)$/u;
const name = new RegExp(`^${surname}\\p{Script=Han}{1,2}$`, "u");
const titleLines = 20;
const noName =
  /^(?:方[法案式面向]|高[度校低]|成[果效就本]|安[排全]|金[额融]|任[务何]|常[见规用]|程[序度]|于是|余下|温度|万一|石油|马上|马上看|史料|严[格重]|白天|龙头|武器|文献|施行|施工|雷同|康复|平均)/u;

/** Whether a label looks like a person's name, 王晓明; a word of the talk may look so as well. */
export const looksLikeName = (label: string): boolean => name.test(label) && !noName.test(label);

/** Names that a list of those present gives in the title block, 参加人员：王晓明、李强（某院）. */
function listPresent(lines: readonly string[]): ReadonlySet<string> {
  const named = lines.slice(0, titleLines).flatMap((line) => (list.exec(line)?.[1] ?? "").split(/[、，,；;。\s]+/u));
  return new Set(named.map((one) => one.replace(/[（(].*$/u, "")).filter((one) => name.test(one)));
}

/**
 * Which labels are speakers. A word before a colon is one when it is a role (访谈员, 受访者2, 专家A), a code (A, 甲, P3,
 * T4-SITE03-I07), a person by surname and post (王主任, 小李), a name that `lines` list as present, stands beside a time
 * code, or is short and begins at least two lines. Words of a title block (时间, 地点), connectives (例如, 一是) and bare
 * numbers (of a time) never are.
 */
export function findSpeakers(
  heads: readonly (SpeakerLine | null)[],
  lines: readonly string[] = [],
): ReadonlySet<string> {
  const present = listPresent(lines);
  const counts = new Map<string, number>();
  const timed = new Set<string>();
  for (const head of heads) {
    if (!head?.speaker) continue;
    counts.set(head.speaker, (counts.get(head.speaker) ?? 0) + 1);
    if (head.at !== null) timed.add(head.speaker);
  }
  const speaks = (label: string, count: number): boolean => {
    if (header.test(label) || connective.test(label) || /^\d+$/.test(label)) return false;
    return (
      speakerRole(label) !== "unknown" ||
      code.test(label) ||
      person.test(label) ||
      present.has(label) ||
      timed.has(label) ||
      (count >= 2 && [...label].length <= 8)
    );
  };
  return new Set([...counts].filter(([label, count]) => speaks(label, count)).map(([label]) => label));
}
