// SPDX-License-Identifier: Apache-2.0
/** POSIX quoting (XCU 2.2.2) prevents any expansion. */
export function shellArgument(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * Returns null if no quoting is safe in both shells. Within quotes, cmd expands `%`. PowerShell interprets `$`,
 * backticks and typographic quotes (about_Quoting_Rules).
 */
function windowsArgument(text: string): string | null {
  if (/["%$`\u201C-\u201E\r\n]/.test(text)) return null;
  // A backslash before the closing quote would escape it (CommandLineToArgvW).
  return `"${text.replace(/\\+$/, '$&$&')}"`;
}

export function pastedArgument(text: string, platform: string, placeholder: string): string {
  return platform === 'win32' ? (windowsArgument(text) ?? placeholder) : shellArgument(text);
}
