// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { languageOf } from '../../../../shared/i18n/language.ts';

/** Values have passed `visibleText`. */
export interface AskPage {
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly field: { readonly label: string; readonly value: string } | null;
  readonly allow: string;
  readonly cancel: string;
}

const style = `
:root { color-scheme: light dark; --line: #d0d5dd; --muted: #5b6472; --panel: #f6f7f9; --accent: #0b62d6 }
@media (prefers-color-scheme: dark) { :root { --line: #3b4250; --muted: #a3adbb; --panel: #1f242c; --accent: #6ea8ff } }
html, body { height: 100%; margin: 0 }
body { font: 14px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText }
form { box-sizing: border-box; height: 100%; display: flex; flex-direction: column }
main { flex: 1; overflow: auto; padding: 20px 24px 8px }
h1 { margin: 0 0 12px; font-size: 17px; line-height: 1.35 }
dl { margin: 0; display: grid; grid-template-columns: max-content 1fr; gap: 4px 12px }
dt, label { color: var(--muted) }
dd { margin: 0; overflow-wrap: anywhere }
label { display: block; margin: 8px 0 4px }
input { box-sizing: border-box; width: 100%; padding: 8px; font: inherit; border: 1px solid var(--line); border-radius: 6px }
footer { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 24px; border-top: 1px solid var(--line); background: var(--panel) }
[value=allow] { order: 1 }
button { min-width: 88px; padding: 8px 16px; font: inherit; border: 1px solid var(--line); border-radius: 6px; background: Canvas; color: CanvasText }
button:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px }
button:disabled { opacity: .45 }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

export const askPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Enter activates the first button. */
export function askPage({ language, title, facts, field, allow, cancel }: AskPage): string {
  const rows = facts.map(({ label, value }) => `<dt>${text(label)}</dt><dd>${text(value)}</dd>`).join('');
  const no = `<button name="answer" value="cancel"${field === null ? ' autofocus' : ''}>${text(cancel)}</button>`;
  const yes = `<button name="answer" value="allow" disabled>${text(allow)}</button>`;
  const typed =
    field === null
      ? ''
      : `<label for="path">${text(field.label)}</label>
<input id="path" name="path" value="${text(field.value)}" maxlength="4096" autocomplete="off" spellcheck="false" autofocus>`;
  return `<!doctype html>
<html lang="${languageOf(language)}">
<head><meta charset="utf-8"><title>${text(title)}</title><style>${style}</style></head>
<body><form method="post" action="/"><main><h1>${text(title)}</h1><dl>${rows}</dl>${typed}</main>
<footer>${field === null ? no + yes : yes + no}</footer></form></body>
</html>`;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function text(value: string): string {
  return value.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '');
}
