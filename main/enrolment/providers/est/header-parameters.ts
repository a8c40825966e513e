// SPDX-License-Identifier: Apache-2.0
/** RFC 9110 §5.6.6, §11.2; lower-case names. */
export function headerParameters(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', quoted, token] of text.matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]+))/g)) {
    found[name.toLowerCase()] = quoted?.replaceAll(/\\(.)/g, '$1') ?? token ?? '';
  }
  return found;
}
