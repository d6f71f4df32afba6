import { expect, test } from "vitest";

import { voiceFor } from "./model-voice";

const voice = (lang: string, localService: boolean, isDefault = false) =>
  ({ lang, localService, default: isDefault, name: `${lang} ${localService}` }) as SpeechSynthesisVoice;

test("a voice on this device comes before one that sends the text away", () => {
  const voices = [voice("en-US", false, true), voice("en-GB", true), voice("es-ES", true)];
  expect(voiceFor("en", voices)?.lang).toBe("en-GB");
});

test("any region of the language will do, and another language will not", () => {
  expect(voiceFor("pt", [voice("pt_BR", true)])?.lang).toBe("pt_BR");
  expect(voiceFor("de", [voice("en-US", true)])).toBeNull();
});
