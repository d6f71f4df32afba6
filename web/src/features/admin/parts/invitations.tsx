import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ErrorState, ProblemNotice, useFault } from "@/components/problem";
import { Button, Card, CardTitle, Field, Input, LoadMore, Select, SkeletonList } from "@/components/ui";
import type { Role, Schema } from "@/lib/api";
import { invitationsQuery, invite, revokeInvitation } from "@/lib/api/queries";
import { currentLanguage, useFormat } from "@/lib/i18n";
import { toast } from "@/lib/toast";

import { givable } from "./roles";

export function Invitations({ org, own }: { org: string; own: Role }) {
  const t = useTranslations("admin.people");
  const invitations = useInfiniteQuery(invitationsQuery(org));
  return (
    <section className="grid gap-4">
      <Invite org={org} own={own} />
      <h3 className="font-semibold">{t("pending")}</h3>
      {invitations.isPending && <SkeletonList />}
      {invitations.isError && (
        <ErrorState error={invitations.error} onRetry={() => void invitations.refetch()} />
      )}
      {invitations.isSuccess && invitations.data.length === 0 && (
        <p className="text-ink-soft">{t("noPending")}</p>
      )}
      {invitations.isSuccess && invitations.data.length > 0 && (
        <ul className="grid gap-3">
          {invitations.data.map((invitation) => (
            <Invitation key={invitation.id} org={org} invitation={invitation} />
          ))}
        </ul>
      )}
      <LoadMore {...invitations} />
    </section>
  );
}

function Invite({ org, own }: { org: string; own: Role }) {
  const t = useTranslations("admin.people");
  const roles = useTranslations("admin.role");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("learner");
  const ask = useMutation(invite(org));
  const fault = useFault(ask.error);
  const send = () =>
    ask.mutate(
      { email: email.trim(), role, locale: currentLanguage() },
      {
        onSuccess: (made) => {
          setEmail("");
          toast(t("sent", { email: made.email }));
        },
      },
    );
  return (
    <Card>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <div className="grid gap-2">
          <CardTitle>{t("invite")}</CardTitle>
          <p className="text-sm text-ink-soft">{t("inviteLead")}</p>
        </div>
        <div className="grid gap-5 sm:grid-cols-[1fr_12rem]">
          <Field label={t("email")} error={fault("email")}>
            <Input
              type="email"
              autoComplete="off"
              maxLength={254}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              required
            />
          </Field>
          <Field label={t("role")}>
            <Select value={role} onChange={(event) => setRole(event.target.value as Role)}>
              {givable(own).map((one) => (
                <option key={one} value={one}>
                  {roles(one)}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        {ask.isError && <ProblemNotice error={ask.error} />}
        <div>
          <Button type="submit" look="primary" busy={ask.isPending}>
            {t("send")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Invitation({ org, invitation }: { org: string; invitation: Schema<"InvitationBody"> }) {
  const t = useTranslations("admin.people");
  const roles = useTranslations("admin.role");
  const format = useFormat();
  const [now] = useState(Date.now);
  const revoke = useMutation(revokeInvitation(org));
  const { email, role, accepted_at: accepted, expires_at: expires } = invitation;
  const over = new Date(expires).getTime() < now;
  const said = accepted
    ? t("accepted", { date: format.date(accepted) })
    : t(over ? "expired" : "until", { date: format.date(expires) });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md border border-line bg-sheet px-4 py-3">
      <div className="min-w-0">
        <p className="font-medium break-words">{email}</p>
        <p className="text-sm text-ink-soft">
          {roles(role)} · {said}
        </p>
      </div>
      {!accepted && !over && (
        <Button
          aria-label={t("revokeOf", { email })}
          busy={revoke.isPending}
          onClick={() => revoke.mutate(invitation.id)}
        >
          {t("revoke")}
        </Button>
      )}
      {revoke.isError && <ProblemNotice error={revoke.error} />}
    </li>
  );
}
