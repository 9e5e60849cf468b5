import { speakerRole } from "@diaoyan/instruments";

const surname =
  "(?:欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|慕容|令狐|司徒|公孙|端木|[王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程魏苏吕丁沈姚卢姜崔钟谭陆汪范石廖贾韦傅侯孟熊秦邱尹薛闫段雷黎史陶贺顾毛郝龚邵万钱覃武戴莫孔汤江金白温易欧邹严倪齐康伍施耿俞翟詹庄章祝左柯翁骆聂洪颜佟焦裴甄邢辛阮童葛岳柳盛柴乔梅牛鲁𠮷]|(?<![由对关终基位属处等限至])于)";
const title =
  "(?:老师|教授|院士|研究员|所长|院长|校长|主任|书记|处长|部长|科长|局长|博士(?!后|生)|总工|总经理|董事长|经理|工程师|先生|女士|同志|师傅|总(?=[，。、；说讲来]))";

/** Surnames people are called by after 小 and 老, without those that make a word with it (小于, 老师, 小金库). */
const callName =
  "[王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘蒋蔡余杜程魏苏吕沈姚卢姜崔谭陆汪范廖贾韦侯孟秦邱尹薛闫雷黎贺顾毛郝邵钱覃戴孔]";

const patterns: readonly RegExp[] = [
  new RegExp(`${surname}\\p{Script=Han}{0,2}${title}`, "u"),
  new RegExp(
    `(?:我叫|名叫|叫做|他叫|她叫|是叫|同事|老师(?!傅)|教授|学生)${surname}\\p{Script=Han}{1,2}(?=[，。、；的是和在]|$)`,
    "u",
  ),
  new RegExp(`(?:那位|这位|另一位|有位)${surname}\\p{Script=Han}{1,2}(?=[，。、；的是和在也]|重名|同名|$)`, "u"),
  // a name without title: 张志强的材料, 李敏没评上, 小刘做的
  new RegExp(`(?<!\\p{Script=Han})${surname}\\p{Script=Han}{2}的(?:材料|论文|代表作|职称|申请|案子|事[，。])`, "u"),
  new RegExp(
    `(?<!\\p{Script=Han})${surname}\\p{Script=Han}{1,2}(?:没评上|评上了|没过|没通过|被否|调走|离职|辞职|跳槽|走了)`,
    "u",
  ),
  new RegExp(`[小老]${callName}(?=[是说做干写他她在也就来去，。、和跟的带]|$)`, "u"),
  // 孙工, not 施工 or 高工
  new RegExp(
    `(?:^|[\\P{Script=Han}和跟找请是让由给像])${callName}工(?![作程业人资龄期艺具序种时地匠商会伤分科信厂])`,
    "u",
  ),
  /(?<!\d)1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)/u,
  /(?<!\d)0\d{2,3}[-—\s]\d{7,8}(?!\d)/u,
  /(?<!\d)\d{17}[\dXx](?![\dXx])/u,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/u,
  /(?:微信号?|QQ号?|手机号?|电话号?|身份证号?)(?:码)?(?:是|[：:])?\s*[A-Za-z0-9_-]{5,}/iu,
];

const offRecord =
  /(?:不要|(?:(?<=[这那]个)|(?<![分个类特区级性差识]))别|不便|不方便)(?:往外|对外)?(?:写|记录?|录音|公开|外传|说出去)|不能(?:往外|对外)(?:写|说|讲)|私下(?:里)?说|别当数据|关掉?录音|(?:这|那|刚才)(?:一?[段句]|个|话|几句).{0,6}(?:删掉|删了|删去|去掉|抹掉|掐掉|剪掉)|(?:以前|之前|暂时|目前|现在)(?:还|都)?(?:不能|不便|不要|别)(?:对外|往外|公开|外传|发布|见报|宣传)|(?:这|那|以上|刚才).{0,10}(?:属于?|是)(?:内部|涉密|保密|国家秘密|工作秘密)|内部掌握|当我没[说讲提]|就?当没[说听]过?/u;

const nameOnly = new RegExp(`^${surname}\\p{Script=Han}{1,2}$`, "u");

/** Names that stand as labels before turns (张伟, 李明（人事处）), so that no sentence may say them either. */
export function listLabelNames(labels: readonly string[]): readonly string[] {
  const bare = labels.map((label) => label.replace(/[（(].*$/u, "").trim());
  return [...new Set(bare.filter((label) => nameOnly.test(label) && speakerRole(label) === "unknown"))];
}

/**
 * Whether a sentence names or may identify a person (surname with title, introduced names, telephone, e-mail, identity
 * number). Such sentences are left out of drafts whole, since a quotation is never altered. Errs on the side of leaving out.
 */
export function isSensitive(sentence: string): boolean {
  return patterns.some((pattern) => pattern.test(sentence));
}

/** Whether the speaker asks not to be quoted (这个别写, 私下说); the whole turn then stays out. */
export function isOffRecord(turn: string): boolean {
  return offRecord.test(turn);
}

/** Whether a turn begins by pointing at what was just said (这个数没公布过，不能往外说). */
export function beginsWithThis(wish: string): boolean {
  return /^(?:这|那|就?当)(?:一?[段句]|些?话|个|些|事|件事|几句|我|没)/u.test(wish);
}

/** Whether a wish not to be quoted is of what comes next (下面的话您就别记了). */
export function refersForward(wish: string): boolean {
  return /^(?:那么?|好)?[，,]?(?:下面|接下来|后面|往下|以下|我再?(?:说|讲|跟您说)[个句件]).{0,16}(?:不要|别|不便|不能)/u.test(
    wish,
  );
}

/** Whether somebody says that what follows may be written down again (好，可以记了). */
export function resumes(sentence: string): boolean {
  return /(?:可以|接着|继续|重新)(?:再|往下)?(?:记|录|写)了?|说回正题|说正式的/u.test(sentence);
}

/** Whether a wish not to be quoted is of what was said before (刚才那段别写). */
export function refersBack(wish: string): boolean {
  return /刚才|刚刚|前面|上面|上一|之前|那[段些句]|方才/u.test(wish);
}
