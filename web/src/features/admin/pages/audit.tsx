import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { CardTitle, Field, LoadMore, Select, SkeletonList, Table, Td, Th } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { auditQuery, membersQuery } from "@/lib/api/queries";
import { useOrg } from "@/lib/auth";
import { useFormat } from "@/lib/i18n";

import { ACTIONS, useActionName } from "../parts/actions";

/** Who saw or changed what. */
export function Component() {
  const t = useTranslations("admin.audit");
  const org = useOrg()?.id ?? "";
  const [action, setAction] = useState("");
  const nameOf = useActionName();
  const events = useInfiniteQuery(auditQuery(org, action ? { action } : {}));
  return (
    <section className="grid gap-4">
      <div className="grid gap-2">
        <CardTitle>{t("title")}</CardTitle>
        <p className="text-ink-soft">{t("lead")}</p>
      </div>
      <Field label={t("what")} className="max-w-sm">
        <Select value={action} onChange={(event) => setAction(event.target.value)}>
          <option value="">{t("all")}</option>
          {ACTIONS.map((one) => (
            <option key={one} value={one}>
              {nameOf(one)}
            </option>
          ))}
        </Select>
      </Field>
      {events.isPending && <SkeletonList />}
      {events.isError && <ErrorState error={events.error} onRetry={() => void events.refetch()} />}
      {events.isSuccess && events.data.length === 0 && <p className="text-ink-soft">{t("none")}</p>}
      {events.isSuccess && events.data.length > 0 && <Events org={org} events={events.data} />}
      <LoadMore {...events} />
    </section>
  );
}

function Events({ org, events }: { org: string; events: readonly Schema<"AuditBody">[] }) {
  const t = useTranslations("admin.audit");
  const format = useFormat();
  const nameOf = useActionName();
  const members = useInfiniteQuery(membersQuery(org)).data ?? [];
  const names = new Map(members.map(({ user_id: user, name }) => [user, name]));
  const who = (actor: string | null | undefined) => (actor ? (names.get(actor) ?? t("gone")) : t("nobody"));
  return (
    <Table
      caption={t("title")}
      head={
        <>
          <Th>{t("when")}</Th>
          <Th>{t("who")}</Th>
          <Th>{t("what")}</Th>
          <Th>{t("to")}</Th>
          <Th>{t("from")}</Th>
        </>
      }
    >
      {events.map((event) => (
        <tr key={event.id}>
          <Td className="whitespace-nowrap">{format.dateTime(event.at)}</Td>
          <Td>{who(event.actor_id)}</Td>
          <Td>{nameOf(event.action)}</Td>
          <Td>
            <code className="font-mono text-xs break-all text-ink-soft">{event.object_id}</code>
          </Td>
          <Td className="text-ink-soft">{event.address}</Td>
        </tr>
      ))}
    </Table>
  );
}
