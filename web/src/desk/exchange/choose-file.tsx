import { Button } from "antd";
import { useRef } from "react";

interface Props {
  readonly label: string;
  readonly accept: string;
  readonly busy?: boolean;
  readonly onChoose: (file: File) => void;
}

/** A button that opens the file dialog; the same file can be chosen again after it was corrected. */
export function ChooseFile({ label, accept, busy = false, onChoose }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) onChoose(file);
          target.value = "";
        }}
      />
      <Button loading={busy} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
