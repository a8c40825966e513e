// SPDX-License-Identifier: Apache-2.0
/** Returns a BCP 47 tag, from POSIX variables or else ICU. */
export function systemLocale(env: Readonly<Record<string, string | undefined>>, fallback = runtimeLocale()): string {
  const posix = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'];
  if (!posix) return fallback;
  // Matches zh_CN.UTF-8@modifier. "C" and "POSIX" name no language.
  const match = /^([a-z]{2,3})(?:_([A-Z]{2}))?(?:[.@]|$)/.exec(posix);
  if (!match) return fallback;
  return match[2] === undefined ? String(match[1]) : `${match[1]}-${match[2]}`;
}

/** Returns a BCP 47 tag. Uses PluralRules, because Intl's formatters read 8 MiB of ICU data. */
export function runtimeLocale(): string {
  return new Intl.PluralRules().resolvedOptions().locale;
}
