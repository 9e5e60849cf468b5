import { surveyLocalization } from "survey-core";
import "survey-core/i18n/simplified-chinese";

/** SurveyJS's Chinese where it reads like a translation, in the words of this page. */
const better = {
  pagePrevText: "上一页",
  pageNextText: "下一页",
  completeText: "提交答卷",
  optionsCaption: "请选择",
  otherItemText: "其他（请注明）",
  noneItemText: "以上都不是",
  otherRequiredError: "请写明“其他”的内容。",
  requiredError: "请回答此题。",
  requiredErrorInPanel: "请至少回答一题。",
  requiredInAllRowsError: "请回答每一行。",
  eachRowUniqueError: "每一行的选择不能相同。",
  keyDuplicationError: "各条目不能重复。",
  minSelectError: "请至少选择 {0} 项。",
  maxSelectError: "最多只能选择 {0} 项。",
  minError: "数值不能小于 {0}。",
  maxError: "数值不能大于 {0}。",
  numericError: "请填写数字。",
  invalidEmail: "请填写正确的电子邮箱。",
  textMinLength: "请至少填写 {0} 个字。",
  textMaxLength: "请不要超过 {0} 个字。",
  textMinMaxLength: "请填写 {0}—{1} 个字。",
  addPanel: "添加一项",
  removePanel: "删除此项",
  noEntriesText: "尚未添加，请点击下方按钮添加。",
};

Object.assign(surveyLocalization.locales["zh-cn"], better);
