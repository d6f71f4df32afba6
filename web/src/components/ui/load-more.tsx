import { useTranslations } from "use-intl";

import { Button } from "./button";

/** The next page of a list, where there is one. Takes what `useInfiniteQuery` gives. */
export function LoadMore({
  hasNextPage,
  isFetchingNextPage,
  fetchNextPage,
}: {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}) {
  const t = useTranslations("ui");
  if (!hasNextPage) return null;
  return (
    <div className="flex justify-center pt-2">
      <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {t("loadMore")}
      </Button>
    </div>
  );
}
