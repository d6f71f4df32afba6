import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ErrorState, ProblemNotice } from "@/components/problem";
import {
  Button,
  CardTitle,
  ConfirmDialog,
  LoadMore,
  Select,
  SkeletonList,
  Table,
  Td,
  Th,
} from "@/components/ui";
import type { Role, Schema } from "@/lib/api";
import { changeRole, erasePractice, membersQuery, removeMember } from "@/lib/api/queries";
import { useIdentity } from "@/lib/auth";
import { useFormat } from "@/lib/i18n";
import { toast } from "@/lib/toast";

import { givable, mayChange } from "./roles";

type Member = Schema<"MemberBody">;

export function Members({ org, own }: { org: string; own: Role }) {
  const t = useTranslations("admin.people");
  const members = useInfiniteQuery(membersQuery(org));
  return (
    <section className="grid gap-4">
      <CardTitle>{t("members")}</CardTitle>
      {members.isPending && <SkeletonList />}
      {members.isError && <ErrorState error={members.error} onRetry={() => void members.refetch()} />}
      {members.isSuccess && (
        <Table
          caption={t("members")}
          head={
            <>
              <Th>{t("name")}</Th>
              <Th>{t("role")}</Th>
              <Th>{t("joined")}</Th>
              <Th>
                <span className="sr-only">{t("actions")}</span>
              </Th>
            </>
          }
        >
          {members.data.map((member) => (
            <Row key={member.user_id} org={org} own={own} member={member} />
          ))}
        </Table>
      )}
      <LoadMore {...members} />
    </section>
  );
}

function Row({ org, own, member }: { org: string; own: Role; member: Member }) {
  const t = useTranslations("admin.people");
  const format = useFormat();
  const me = useIdentity().user.id === member.user_id;
  return (
    <tr>
      <Td>
        <span className="font-medium">{member.name}</span>
        {me && <span className="text-ink-soft"> ({t("you")})</span>}
        <span className="block text-ink-soft">{member.email}</span>
      </Td>
      <Td>
        <RoleField org={org} own={own} member={member} />
      </Td>
      <Td className="whitespace-nowrap text-ink-soft">{format.date(member.joined_at)}</Td>
      <Td>
        <Actions org={org} own={own} member={member} />
      </Td>
    </tr>
  );
}

function RoleField({ org, own, member }: { org: string; own: Role; member: Member }) {
  const t = useTranslations("admin.people");
  const role = useTranslations("admin.role");
  const change = useMutation(changeRole(org));
  if (!mayChange(own, member.role)) return role(member.role);
  return (
    <div className="grid min-w-40 gap-2">
      <Select
        aria-label={t("roleOf", { name: member.name })}
        value={member.role}
        disabled={change.isPending}
        onChange={(event) => change.mutate({ user: member.user_id, role: event.target.value as Role })}
      >
        {givable(own).map((one) => (
          <option key={one} value={one}>
            {role(one)}
          </option>
        ))}
      </Select>
      {change.isError && <ProblemNotice error={change.error} />}
    </div>
  );
}

function Actions({ org, own, member }: { org: string; own: Role; member: Member }) {
  const t = useTranslations("admin.people");
  const { name, user_id: user } = member;
  const [asks, setAsks] = useState<"remove" | "erase" | null>(null);
  const remove = useMutation(removeMember(org));
  const erase = useMutation(erasePractice(org));
  const close = () => setAsks(null);
  if (!mayChange(own, member.role)) return null;
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button look="quiet" aria-label={t("eraseOf", { name })} onClick={() => setAsks("erase")}>
        {t("erase")}
      </Button>
      <Button look="quiet" aria-label={t("removeOf", { name })} onClick={() => setAsks("remove")}>
        {t("remove")}
      </Button>
      <ConfirmDialog
        open={asks === "remove"}
        onOpenChange={close}
        title={t("removeTitle", { name })}
        confirm={t("remove")}
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(user, {
            onSuccess: () => {
              close();
              toast(t("removed", { name }));
            },
          })
        }
      >
        <p>{t("removeDetail")}</p>
        {remove.isError && <ProblemNotice error={remove.error} />}
      </ConfirmDialog>
      <ConfirmDialog
        open={asks === "erase"}
        onOpenChange={close}
        title={t("eraseTitle", { name })}
        confirm={t("erase")}
        busy={erase.isPending}
        onConfirm={() =>
          erase.mutate(user, {
            onSuccess: () => {
              close();
              toast(t("erased"));
            },
          })
        }
      >
        <p>{t("eraseDetail")}</p>
        {erase.isError && <ProblemNotice error={erase.error} />}
      </ConfirmDialog>
    </div>
  );
}
