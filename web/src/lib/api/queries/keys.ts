import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

import { currentOrg } from "../../auth/store";

/** Keys of what belongs to an org begin with it: another org's answers are never shown by mistake. */
export function orgKey(...parts: readonly unknown[]): QueryKey {
  return ["org", currentOrg(), ...parts];
}

/** Keys of what is one's own in every org. */
export function ownKey(...parts: readonly unknown[]): QueryKey {
  return ["own", ...parts];
}

/** Every list of the server comes in pages with a cursor. */
export const PAGE = 50;

type Page<T> = { items: T[]; next?: string | null };

/** A list that is read page after page; its `data` is all items so far. */
export function cursorList<T>(
  queryKey: QueryKey,
  read: (page: { after: string | undefined; limit: number }, signal: AbortSignal) => Promise<Page<T>>,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => read({ after: pageParam, limit: PAGE }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
}
