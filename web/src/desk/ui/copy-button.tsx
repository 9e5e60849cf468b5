import { Button } from "antd";
import { useState } from "react";
import { copyText } from "../../copy-text.ts";
import { useTexts } from "../texts.tsx";

/** Copies a text and says so. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const texts = useTexts();
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(text));
  return (
    <Button size="small" onClick={() => void copy()}>
      {copied ? texts.copied : (label ?? texts.copy)}
    </Button>
  );
}
