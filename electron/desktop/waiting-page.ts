/** What the window shows while there is no core whose pages it could show. Needs no file and runs no script. */
export function waitingPage(sentence: string): string {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Holdfast</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<style>body{font:16px/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center}
p{max-width:36em;padding:2em;text-align:center}</style></head>
<body><p role="status">${escaped(sentence)}</p></body></html>`;
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
