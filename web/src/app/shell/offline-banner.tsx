import { useQueryClient } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";

import { lookForServer, reachableStore } from "@/lib/api";
import { useOnline } from "@/lib/hooks/use-online";
import { toast } from "@/lib/toast";
import { useStore } from "@/lib/util/store";

/** Says that there is no network, or no server; looks for it again, and then asks again for what failed. */
export function OfflineBanner() {
  const t = useTranslations("app.banner");
  const queries = useQueryClient();
  const online = useOnline();
  const reachable = useStore(reachableStore);

  useEffect(() => {
    if (reachable || !online) return;
    let tries = 0;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      tries += 1;
      if (await lookForServer()) {
        toast(t("back"));
        await queries.refetchQueries({ predicate: ({ state }) => state.status === "error" });
      } else {
        timer = setTimeout(() => void look(), Math.min(15_000, 1000 * 2 ** tries));
      }
    };
    timer = setTimeout(() => void look(), 1000);
    return () => clearTimeout(timer);
  }, [reachable, online, queries, t]);

  const said = !online ? t("offline") : !reachable ? t("unreachable") : null;
  return (
    <div role="status">
      {said && (
        <p className="flex items-center justify-center gap-2.5 bg-warn-soft px-4 py-2.5 text-sm text-ink">
          <CloudOff aria-hidden className="size-4.5 shrink-0 text-warn" />
          {said}
        </p>
      )}
    </div>
  );
}
