import { useTranslations } from "use-intl";

/** What of the audit has words of its own. Anything else is shown as the server names it. */
export const ACTIONS = [
  "session.create",
  "session.read",
  "session.follow",
  "session.consent",
  "session.withdraw",
  "session.record",
  "session.process",
  "session.change",
  "session.delete",
  "session.erase",
  "org.create",
  "org.change",
  "org.delete",
  "member.change",
  "member.remove",
  "invitation.create",
  "invitation.accept",
  "invitation.revoke",
] as const;

type Known = (typeof ACTIONS)[number];
type KeyOf<Action> = Action extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : never;

/** What an action of the audit is called. */
export function useActionName(): (action: string) => string {
  const t = useTranslations("admin.audit.action");
  return (action) => {
    const known = ACTIONS.find((one) => one === action);
    return known ? t(known.replace(".", "_") as KeyOf<Known>) : action;
  };
}
