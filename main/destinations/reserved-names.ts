// SPDX-License-Identifier: Apache-2.0
/** See Microsoft's "Naming Files, Paths, and Namespaces". */
export function isReservedName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- it matches control characters
  if (/[\u0000-\u001F<>:"/\\|?*]/.test(name) || /[. ]$/.test(name)) return true;
  const [base = ''] = name.split('.');
  return /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])$/i.test(base.trimEnd());
}

/** Returns true for reserved names in an absolute Windows path, and for device paths (`\\.\`, `\\?\`). */
export function hasReservedName(path: string): boolean {
  if (/^[\\/]{2}[.?][\\/]/.test(path)) return true;
  const [, ...names] = path.split(/[\\/]+/).filter((part, index) => index === 0 || part !== '');
  return names.some(isReservedName);
}
