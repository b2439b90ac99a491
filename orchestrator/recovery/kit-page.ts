/** The kit on paper: plain, large enough to type from, with nothing that has to be loaded. */
export function kitPage(title: string, text: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${inHtml(title)}</title>
<style>
  body { margin: 2rem auto; max-width: 50rem; padding: 0 1rem; color: #000; background: #fff; font-family: sans-serif; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 0.95rem/1.45 monospace; }
  @page { margin: 18mm; }
  @media print { body { margin: 0; max-width: none; } .screen { display: none; } pre { font-size: 10.5pt; } }
</style>
</head>
<body>
<p class="screen">Print this page and keep it where you keep a spare key. Close it afterwards.</p>
<pre>${inHtml(text)}</pre>
</body>
</html>
`;
}

function inHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
