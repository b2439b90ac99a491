import type { Language, Tongue } from "./language.ts";
import { retellingIn, speak } from "./say.ts";

/** Speaks a language as soon as its words are there; those of English are in the sentences themselves. */
export async function loadWords(tongue: Tongue): Promise<void> {
  if (tongue.language === "en") return speak(tongue, {});
  const { german, told } = await import("./de/german.ts");
  speak(tongue, german, told);
}

/** What the core has said in English, for somebody whom this process tells it in another language. */
export async function retellerFor(language: Language | undefined): Promise<(english: string) => string> {
  if (language !== "de") return (english) => english;
  const { told } = await import("./de/german.ts");
  const retell = retellingIn("de", told);
  return (english) => retell(english).text;
}
