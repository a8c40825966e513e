// SPDX-License-Identifier: Apache-2.0
/**
 * True for a file name that Windows reads as something else or refuses: device names with any extension, alternate data
 * streams, trailing dots and spaces, forbidden characters ("Naming Files, Paths, and Namespaces", Win32).
 */
export function isReservedName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001F<>:"/\\|?*]/.test(name) || /[. ]$/.test(name)) return true;
  const [base = ''] = name.split('.');
  return /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])$/i.test(base.trimEnd());
}

/** Any part of an absolute Windows path; also paths of devices (`\\.\`, `\\?\`). */
export function hasReservedName(path: string): boolean {
  if (/^[\\/]{2}[.?][\\/]/.test(path)) return true;
  const [, ...names] = path.split(/[\\/]+/).filter((part, index) => index === 0 || part !== '');
  return names.some(isReservedName);
}
