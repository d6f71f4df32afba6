import { FileAudio, Upload } from "lucide-react";
import { useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";

import { Button, Notice, Progress } from "@/components/ui";
import { useFormat } from "@/lib/i18n/use-format";
import { cn } from "@/lib/util/cn";

import { ACCEPT, type FileFault } from "./take-file";

/** Chooses or drops a recording that is there already. */
export function FilePanel({
  onFile,
  largest,
  fault,
  share,
}: {
  onFile: (file: File) => void;
  largest: number | null;
  fault: FileFault | null;
  share: number | null;
}) {
  const t = useTranslations("talk.file");
  const format = useFormat();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const most = largest === null ? null : format.bytes(largest);
  return (
    <div className="grid gap-4">
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is a second way; the button is the first */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer.files[0];
          if (file) onFile(file);
        }}
        className={cn(
          "grid justify-items-start gap-3 rounded-md border border-dashed border-line-strong px-5 py-6",
          over && "border-accent bg-accent-soft",
        )}
      >
        <FileAudio aria-hidden className="size-7 text-accent-ink" />
        <p id={id} className="text-ink-soft">
          {t("detail")} {most !== null && t("largest", { largest: most })}
        </p>
        <Button
          icon={<Upload aria-hidden className="size-4.5" />}
          aria-describedby={id}
          busy={share !== null}
          onClick={() => input.current?.click()}
        >
          {t("choose")}
        </Button>
        <input
          ref={input}
          type="file"
          accept={ACCEPT}
          aria-label={t("choose")}
          tabIndex={-1}
          className="sr-only"
          onChange={({ target }) => {
            const file = target.files?.[0];
            target.value = "";
            if (file) onFile(file);
          }}
        />
      </div>
      {share !== null && <Progress label={t("reading")} value={share} note={format.percent(share)} />}
      {fault && (
        <Notice kind="bad" live title={t(`fault.${fault}.title`)}>
          {t(`fault.${fault}.detail`, { largest: most ?? "" })}
        </Notice>
      )}
    </div>
  );
}
