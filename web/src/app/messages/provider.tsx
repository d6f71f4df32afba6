import { useEffect, useState, type ReactNode } from "react";
import { IntlProvider } from "use-intl";

import { currentLocale, useLanguage, type Language } from "@/lib/i18n";

import { loadMessages, type Messages } from ".";

type Loaded = { language: Language; messages: Messages };

/** The texts in the chosen language. The page waits for them at the start; after a change, the old ones stay until then. */
export function MessagesProvider({ initial, children }: { initial: Loaded; children: ReactNode }) {
  const [language] = useLanguage();
  const [loaded, setLoaded] = useState(initial);

  useEffect(() => {
    let wanted = true;
    void loadMessages(language).then((messages) => {
      if (wanted) setLoaded({ language, messages });
    });
    return () => {
      wanted = false;
    };
  }, [language]);

  useEffect(() => {
    document.documentElement.lang = loaded.language;
  }, [loaded.language]);

  const locale = currentLocale();
  return (
    <IntlProvider
      locale={locale.startsWith(loaded.language) ? locale : loaded.language}
      messages={loaded.messages}
      timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
    >
      {children}
    </IntlProvider>
  );
}
