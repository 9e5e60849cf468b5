import type { Receipt } from "@diaoyan/api/contract";
import { copyText } from "../../copy-text.ts";
import type { RespondContext } from "../context.ts";
import { el } from "../dom.ts";
import { drawButton, drawMessage } from "./frame.ts";

function drawCode(name: string, value: string): HTMLElement {
  return el("div", {}, el("dt", {}, name), el("dd", { class: "code" }, value));
}

function drawCopy({ texts }: RespondContext, { receipt, withdrawalCode }: Receipt): HTMLElement {
  const status = el("span", { role: "status", class: "hint" });
  const text = `${texts.receiptCode}：${receipt}\n${texts.withdrawalCode}：${withdrawalCode}`;
  const copy = async () => {
    status.textContent = (await copyText(text)) ? texts.copied : "";
  };
  return el(
    "div",
    { class: "actions" },
    drawButton(texts.copyBoth, () => void copy(), "primary"),
    status,
  );
}

/** The last page: receipt and withdrawal code, the way to use them, and a way to leave nothing on a shared device. */
export function drawReceipt(context: RespondContext, receipt: Receipt, onWithdraw: () => void): HTMLElement {
  const { texts, store, time } = context;
  const clear = drawButton(texts.receiptClear, () => {
    store.clear();
    time.forget();
    element.replaceWith(drawMessage(texts.receiptTitle, [texts.receiptCleared]));
  });
  const element = el(
    "section",
    { class: "card receipt" },
    el("p", { class: "done-mark", "aria-hidden": "true" }, "✓"),
    el("h1", {}, texts.receiptTitle),
    el("p", {}, texts.receipts[receipt.status]),
    el(
      "dl",
      { class: "codes" },
      drawCode(texts.receiptCode, receipt.receipt),
      drawCode(texts.withdrawalCode, receipt.withdrawalCode),
    ),
    drawCopy(context, receipt),
    el("p", {}, texts.receiptUse),
    drawButton(texts.withdrawLink, onWithdraw, "link"),
    el("p", { class: "hint" }, texts.receiptClose),
    el("div", { class: "shared-device" }, el("p", { class: "hint" }, texts.receiptClearNote), clear),
  );
  return element;
}
