import type { PolicyLevel } from "../model/policy-source.ts";

/** What a study knows of regions: its own, and those where the reform was tried nationally. */
export interface PolicyRegions {
  /** The study's region, e.g. 天津市. */
  readonly own: string;
  /** Regions of the national pilot, e.g. 上海市, 山东省; empty where the study names none. */
  readonly pilots: readonly string[];
}

const national =
  /^(?:中共中央|中国共产党|中央|国务院|全国|国家|中华人民共和国|中国科学院|中国科协|中国科学技术协会|最高|(?:科学技术|科技|教育|财政|人力资源(?:和)?社会保障|工业和信息化|水利|农业农村|自然资源|生态环境|交通运输|民政|商务|文化和旅游|应急管理|住房和城乡建设)部)/u;
const unit = /(?:大学|学院|研究院|研究所|实验室|医院|公司|集团|中心)$/u;
const region =
  /^([\p{Script=Han}]{2,8}?(?:特别行政区|自治区|省|市))((?:[\p{Script=Han}]{1,8}?(?:市|新区|区|县|旗|自治州|州))?)/u;

/** Region and level of an issuer by its name; null where the name does not tell. */
export function placeIssuer(
  issuer: string,
  { own, pilots }: PolicyRegions,
): { readonly region: string; readonly level: PolicyLevel } | null {
  if (national.test(issuer)) return { region: "全国", level: "国家" };
  const bare = issuer.replace(/^中共/u, "");
  const found = region.exec(bare);
  const whole = found?.[1];
  if (whole === undefined) return unit.test(bare) ? { region: own, level: "单位" } : null;
  const part = found?.[2] ?? "";
  if (unit.test(bare)) return { region: whole, level: "单位" };
  const tried = [whole, part].find((name) => name !== "" && pilots.some((pilot) => isSame(pilot, name)));
  if (tried !== undefined) return { region: tried, level: "试点地区" };
  // a city of a province is a region of its own; of the own region, and of the four municipalities, it is a part
  if (part !== "" && (isSame(whole, own) || /(?:区|县|旗)$/u.test(part)))
    return { region: whole + part, level: "区县" };
  return { region: whole + part, level: isSame(whole, own) ? "本市" : "其他省市" };
}

/** Region and level of a document by the region its title begins with, 江苏省…方案; null where it begins otherwise. */
export function placeTitle(title: string, regions: PolicyRegions): ReturnType<typeof placeIssuer> {
  const named = region.exec(title)?.[1];
  return named === undefined ? null : placeIssuer(named, regions);
}

/** 天津 and 天津市 are one. */
function isSame(one: string, other: string): boolean {
  const bare = (name: string) => name.replace(/(?:省|市|特别行政区|(?:[壮回]族|维吾尔)?自治区)$/u, "");
  return bare(one) === bare(other);
}
