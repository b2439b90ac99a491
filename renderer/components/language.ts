import { type Language, language, type Tongue, tongueOf } from "#contract/words/language";
import { loadWords } from "#contract/words/load-words";

/** Beside the colours, in this browser; absent as long as the system's language is followed. */
const KEY = "holdfast-language";

export const chosenLanguage = (): Language | undefined => language.safeParse(localStorage.getItem(KEY)).data;

const spokenHere = (): Tongue => tongueOf(navigator.languages, chosenLanguage());

/** A page that was said in one language is not said anew in another: it has to be loaded again. */
export function chooseLanguage(chosen: Language | undefined): void {
  if (chosen === undefined) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, chosen);
  location.reload();
}

/** Speaks as this browser prefers; in English where the words cannot be loaded. */
export async function startToSpeak(): Promise<void> {
  const tongue = spokenHere();
  await loadWords(tongue).catch(() => loadWords({ language: "en", locale: tongue.locale }));
  document.documentElement.lang = tongue.language;
}
