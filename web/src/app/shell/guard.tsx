import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { Page, PageHeader, Spinner } from "@/components/ui";
import { meQuery } from "@/lib/api/queries";
import { start, useAuth, useIdentity } from "@/lib/auth";

import { NoOrg } from "./no-org";
import { Splash } from "./splash";

/** Lets in who is signed in; sends others to sign in, and back afterwards. */
export function Guard() {
  const auth = useAuth();
  const { pathname, search } = useLocation();
  switch (auth.status) {
    case "starting":
      return <Splash />;
    case "unreachable":
      return <ServerGone />;
    case "signed-out": {
      const next = pathname === "/" ? "" : `?next=${encodeURIComponent(pathname + search)}`;
      return <Navigate to={`/login${next}`} replace />;
    }
    default:
      // Another person's page is another page.
      return <WithOrg key={auth.identity.user.id} />;
  }
}

/** Everything is about an org: waits until it is known which. */
function WithOrg() {
  const { org } = useIdentity();
  const me = useQuery(meQuery());
  if (org !== null) return <Outlet key={org} />;
  if (me.isError) {
    return (
      <main>
        <Page width="narrow">
          <ErrorState error={me.error} onRetry={() => void me.refetch()} />
        </Page>
      </main>
    );
  }
  return me.isSuccess && me.data.orgs.length === 0 ? <NoOrg /> : <Splash />;
}

function ServerGone() {
  const t = useTranslations("app");
  useEffect(() => {
    const timer = setInterval(() => void start(), 4000);
    return () => clearInterval(timer);
  }, []);
  return (
    <main>
      <Page width="narrow">
        <PageHeader title={t("gone.title")} lead={t("gone.detail")} />
        <Spinner label={t("starting")} />
      </Page>
    </main>
  );
}
