import type { Routes } from "@diaoyan/api/contract";
import type { RespondMessages } from "../../i18n/respond.zh.ts";
import { el } from "../dom.ts";
import { drawButton } from "./frame.ts";

const path = "/api/public/withdrawals" satisfies Routes["withdrawResponse"]["path"];
const receiptPath = "/api/public/receipts" satisfies Routes["checkReceipt"]["path"];
const headers = { "content-type": "application/json" };

type Withdrawal = "withdrawn" | "unknown" | "failed";

async function withdraw(codes: { readonly receipt: string; readonly withdrawalCode: string }): Promise<Withdrawal> {
  try {
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(codes) });
    const answer = (await response.json()) as { readonly withdrawn?: boolean };
    if (response.ok && answer.withdrawn === true) return "withdrawn";
    return response.status < 500 ? "unknown" : "failed";
  } catch {
    return "failed";
  }
}

type Registration = "registered" | "withdrawn" | "unknown" | "failed";

/** Whether a response with this receipt is registered; says nothing of its answers. */
async function check(receipt: string): Promise<Registration> {
  try {
    const response = await fetch(receiptPath, { method: "POST", headers, body: JSON.stringify({ receipt }) });
    const answer = (await response.json()) as { readonly known?: boolean; readonly withdrawn?: boolean };
    if (!response.ok) return response.status < 500 ? "unknown" : "failed";
    if (answer.known !== true) return "unknown";
    return answer.withdrawn === true ? "withdrawn" : "registered";
  } catch {
    return "failed";
  }
}

function drawField(label: string, name: string): { readonly field: HTMLElement; readonly input: HTMLInputElement } {
  const input = el("input", { name, type: "text", autocomplete: "off", autocapitalize: "characters", maxlength: 40 });
  return { field: el("label", { class: "field" }, el("span", {}, label), input), input };
}

/** A code as the server compares it: however it was set apart, in capitals. */
export function plainCode(typed: string): string {
  return typed.replace(/[^0-9a-z]/gi, "").toUpperCase();
}

/**
 * Checks a receipt, or takes a response back by the two codes of its last page; `receipt` is the one this device keeps.
 * `onDone` forgets what this device keeps of it.
 */
export function drawWithdraw(
  texts: RespondMessages,
  actions: {
    readonly receipt?: string | undefined;
    readonly onBack: () => void;
    readonly onDone: (receipt: string) => void;
  },
): HTMLElement {
  const receipt = drawField(texts.receiptCode, "receipt");
  const code = drawField(texts.withdrawalCode, "withdrawal-code");
  receipt.input.value = actions.receipt ?? "";
  const status = el("p", { role: "alert", class: "problem" });
  const submit = el("button", { type: "submit", class: "button primary" }, texts.withdrawDo);
  const outcomes = { unknown: texts.withdrawUnknown, failed: texts.loadFailedDetail } as const;

  function say(text: string, good = false): void {
    status.classList.toggle("good", good);
    status.textContent = text;
  }

  async function send(): Promise<void> {
    const codes = { receipt: receipt.input.value.trim(), withdrawalCode: code.input.value.trim() };
    say(codes.receipt && codes.withdrawalCode ? "" : texts.withdrawMissing);
    if (status.textContent !== "") return;
    submit.disabled = true;
    const outcome = await withdraw(codes);
    submit.disabled = false;
    if (outcome !== "withdrawn") {
      say(outcomes[outcome]);
      return;
    }
    actions.onDone(codes.receipt);
    form.replaceWith(el("p", { role: "status" }, texts.withdrawDone));
  }

  async function look(): Promise<void> {
    const typed = receipt.input.value.trim();
    say(typed === "" ? texts.checkMissing : texts.checking, typed !== "");
    if (typed === "") return;
    const found = await check(typed);
    say(texts.registrations[found], found === "registered" || found === "withdrawn");
  }

  const checkButton = drawButton(texts.checkDo, () => void look());
  const form = el("form", { novalidate: true }, receipt.field, checkButton, code.field, status, submit);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
  return el(
    "section",
    { class: "card" },
    el("h1", {}, texts.withdrawTitle),
    el("p", {}, texts.withdrawIntro),
    form,
    el("p", { class: "foot" }, drawButton(texts.back, actions.onBack, "link")),
  );
}
