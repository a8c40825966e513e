// SPDX-License-Identifier: Apache-2.0
/** One word of a line for a POSIX shell (XCU 2.2.2): nothing in it is looked at, whatever its author put there. */
export function shellArgument(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * One word of a line that a person pastes into cmd or PowerShell. Null where no quoting is safe in both: `%` is looked at
 * within quotes by the one, `$`, a grave accent and typographic quotes by the other (about_Quoting_Rules).
 */
function windowsArgument(text: string): string | null {
  if (/["%$`\u201C-\u201E\r\n]/.test(text)) return null;
  // A backslash before the closing quote would escape it (CommandLineToArgvW).
  return `"${text.replace(/\\+$/, '$&$&')}"`;
}

/** For the shells of a system. `placeholder`: where none takes the text as it is. */
export function pastedArgument(text: string, platform: string, placeholder: string): string {
  return platform === 'win32' ? (windowsArgument(text) ?? placeholder) : shellArgument(text);
}
