// SPDX-License-Identifier: Apache-2.0
/** Omits attributes with hex values (`#04…`, RFC 4514 §3). */
export function partsOf(dn: string): { readonly type: string; readonly value: string }[] {
  const parts = dn.match(/(?:\\.|[^,+\\])+/g) ?? [];
  return parts.flatMap((part) => {
    const [, type = '', text = ''] = /^\s*([A-Za-z0-9.]+)=(.*)$/s.exec(part) ?? [];
    if (type === '' || text.startsWith('#')) return [];
    return [{ type, value: unescaped(text).trim() }];
  });
}

/** `\,` stands for a character and `\e5\bc\a0` for UTF-8 octets (RFC 4514 §2.4). */
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
