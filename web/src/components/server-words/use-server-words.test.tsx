import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { IntlProvider } from "use-intl";
import { expect, test } from "vitest";

import server from "./messages.es.json";
import { useServerWords } from "./use-server-words";

function words(locale: "en" | "es") {
  const messages = { server: locale === "en" ? {} : server };
  const wrapper = ({ children }: { children: ReactNode }) => (
    <IntlProvider locale={locale} messages={messages} timeZone="UTC">
      {children}
    </IntlProvider>
  );
  return renderHook(() => useServerWords(), { wrapper }).result.current;
}

const spanish = (text: string) => words("es").sentence(text);

test("evidence is told with its numbers as the reader writes them", () => {
  expect(
    spanish("Your pauses lasted 1.25 seconds on average, above the 0.33 to 1.13 that works well."),
  ).toEqual({
    text: "Tus pausas duraron 1,25 segundos de media, por encima de lo que funciona bien: de 0,33 a 1,13.",
  });
  expect(spanish("26 % of your phrases ended in a rise, which works well (38 % or less).").text).toBe(
    "El 26 % de tus frases terminó subiendo, y eso funciona bien (38 % o menos).",
  );
  expect(
    spanish("You broke off and began again 1 times in 100 words, which works well (1 or less).").text,
  ).toBe(
    "Te interrumpiste y empezaste de nuevo 1 vez por cada 100 palabras, y eso funciona bien (1 o menos).",
  );
});

test("exercises are told whole: why, steps and goals", () => {
  expect(
    spanish(
      "You spoke at 190 words a minute, above the 122 to 181 that works well. This passage went at 214.",
    ).text,
  ).toBe(
    "Hablaste a 190 palabras por minuto, por encima de lo que funciona bien: de 122 a 181. Este pasaje fue a 214.",
  );
  expect(
    spanish("Filled pauses: at most 5.2 a minute in your next recording (now 7.7), on the way to 2.7.").text,
  ).toBe("Pausas rellenas: como mucho 5,2 por minuto en tu próxima grabación (ahora, 7,7), de camino a 2,7.");
  expect(spanish("Rising endings: at most 38 % in your next recording (now 40 %).").text).toBe(
    "Finales ascendentes: como mucho 38 % en tu próxima grabación (ahora, 40 %).",
  );
  expect(
    spanish("Say the sentence without “thing”. Try in its place: point, reason, detail, step.").text,
  ).toBe("Di la frase sin «thing». Prueba en su lugar: point, reason, detail, step.");
  expect(
    spanish("Say it again and jump up on “station”, about as far as from “do” to “sol”.").text,
  ).toContain("en «station», más");
  expect(
    spanish("Say it again and jump up on the word that matters most, about as far as from “do” to “sol”.")
      .text,
  ).toContain("en la palabra que más importa, más");
});

test("findings are told, with the words that they are about", () => {
  expect(spanish("No “to” after should.").text).toBe("Después de «should» no va «to».");
  expect(spanish("You said “one friends”. More than one takes the plural.").text).toBe(
    "Dijiste «one friends». Más de uno lleva plural.",
  );
});

test("what nobody has words for stays as the server wrote it, and is marked as English", () => {
  expect(spanish("Something new was heard.")).toEqual({ text: "Something new was heard.", lang: "en" });
  expect(spanish("Charm was left out: there are no rules for this language yet.")).toEqual({
    text: "Charm was left out: there are no rules for this language yet.",
    lang: "en",
  });
  expect(words("es").criterion("charm", "Charm")).toEqual({ text: "Charm", lang: "en" });
  expect(words("es").sound("QQ", null, "Whistle.")).toEqual({ text: "Whistle.", lang: "en" });
});

test("in English the server's own words stand, unmarked", () => {
  expect(words("en").sentence("Say it clean")).toEqual({ text: "Say it clean" });
  expect(words("en").criterion("pace", "Pace")).toEqual({ text: "Pace" });
  expect(words("en").sound("TH", "S", "The tongue …")).toEqual({ text: "The tongue …" });
});

test("a sound is told from the one that was heard, and how it is made", () => {
  const { sound } = words("es");
  expect(sound("TH", "S", "").text).toMatch(/^La lengua se quedó .* Pon la punta .*«think»\.$/);
  expect(sound("TH", "M", "").text).toMatch(/^Pon la punta/);
  expect(sound("TH", null, "").text).toMatch(/^Pon la punta/);
});
