export const german: Record<string, string> = { "Back up now": "Jetzt sichern" };
