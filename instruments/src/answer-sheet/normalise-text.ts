/** Kinds of questions a platform writes into its headers, as “[单选题]” or “(多选)”. */
const kindMark =
  /[[(【]\s*(?:单选题?|多选题?|填空题?|矩阵\S{0,6}题|排序题?|量表题?|必答题?|选填|必填|下拉题?)\s*[\])】]/gu;

/** A text for comparing: full-width as half-width, letter case, blanks, punctuation and marks of question kinds apart. */
export function normaliseText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(kindMark, "")
    .replace(/[\s\p{P}\p{S}]+/gu, "");
}

/** What a platform writes where nothing was asked or answered; −3 and −2 are the codes of 问卷星 for it. */
const nothing = /^(?:-[23]|[(（【[〖]?\s*(?:跳过|空|未填写?|未作答|无填写)\s*[)）】\]〗]?)?$/u;

/** Whether a cell says that there is no answer. */
export function isNoAnswer(cell: string): boolean {
  return nothing.test(cell.trim());
}
