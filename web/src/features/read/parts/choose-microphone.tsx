import { useTranslations } from "use-intl";

import { Field, Select } from "@/components/ui";
import type { UseMicrophone } from "@/lib/capture/use-microphone";

/** Which microphone, where there are several and the browser says which. */
export function ChooseMicrophone({ microphone }: { microphone: UseMicrophone }) {
  const t = useTranslations("read.record");
  const { devices, chosen, choose } = microphone;
  if (devices.length < 2 || devices.every(({ label }) => label === "")) return null;
  return (
    <Field label={t("device")} className="max-w-md">
      <Select
        value={devices.some(({ id }) => id === chosen) ? (chosen ?? "") : ""}
        onChange={(event) => void choose(event.target.value || null)}
      >
        <option value="">{t("systemDevice")}</option>
        {devices.map(({ id, label }, index) => (
          <option key={id} value={id}>
            {label || t("unnamed", { number: index + 1 })}
          </option>
        ))}
      </Select>
    </Field>
  );
}
