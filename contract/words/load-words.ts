import type { Tongue } from "./language.ts";
import { speak } from "./say.ts";

/** Speaks a language as soon as its words are there; those of English are in the sentences themselves. */
export async function loadWords(tongue: Tongue): Promise<void> {
  if (tongue.language === "en") return speak(tongue, {});
  const { german, told } = await import("./de/german.ts");
  speak(tongue, german, told);
}
