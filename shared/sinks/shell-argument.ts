// SPDX-License-Identifier: Apache-2.0
/** POSIX quoting (XCU 2.2.2): nothing is expanded. */
export function shellArgument(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * Null if no quoting is safe in both shells: cmd expands `%` within quotes, PowerShell `$`, grave accents and
 * typographic quotes (about_Quoting_Rules).
 */
function windowsArgument(text: string): string | null {
  if (/["%$`\u201C-\u201E\r\n]/.test(text)) return null;
  // A backslash before the closing quote would escape it (CommandLineToArgvW).
  return `"${text.replace(/\\+$/, '$&$&')}"`;
}

/** `placeholder`: if it cannot be quoted safely. */
export function pastedArgument(text: string, platform: string, placeholder: string): string {
  return platform === 'win32' ? (windowsArgument(text) ?? placeholder) : shellArgument(text);
}
