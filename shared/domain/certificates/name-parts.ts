// SPDX-License-Identifier: Apache-2.0
/** RFC 4514 §3, unescaped. Hex values (`#04…`) are empty. */
export function partsOf(dn: string): { readonly type: string; readonly value: string }[] {
  const parts = dn.match(/(?:\\.|[^,+\\])+/g) ?? [];
  return parts.flatMap((part) => {
    const [, type = '', text = ''] = /^\s*([A-Za-z0-9.]+)=(.*)$/s.exec(part) ?? [];
    if (type === '' || text.startsWith('#')) return [];
    return [{ type, value: unescaped(text).trim() }];
  });
}

/** `\,` is a character, `\e5\bc\a0` is UTF-8 (RFC 4514 §2.4). */
function unescaped(text: string): string {
  return text.replaceAll(/(?:\\[0-9a-fA-F]{2})+|\\(.)/gs, (all, single: string | undefined) => {
    if (single !== undefined) return single;
    const bytes = all
      .split('\\')
      .slice(1)
      .map((pair) => Number.parseInt(pair, 16));
    return new TextDecoder().decode(Uint8Array.from(bytes));
  });
}
