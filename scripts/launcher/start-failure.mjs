// SPDX-License-Identifier: Apache-2.0
/**
 * @typedef {object} Ending
 * @property {number | null} code
 * @property {NodeJS.Signals | null} signal
 * @property {string | null} error
 * @property {string} stderr
 */

/** @type {Readonly<Record<string, string>>} */
const unrunnable = {
  ENOENT: 'its executable is missing, or is not for this system',
  EACCES: 'its executable may not be run',
  ENOEXEC: 'its executable is damaged, or is for another kind of processor',
};

/** @type {readonly (readonly [RegExp, string])[]} */
const explanations = [
  [/error while loading shared libraries: ([^:\s]+): cannot open/, 'the library $1 is missing'],
  [/version `(GLIBC\w*_[\d.]+)' not found/, 'this system is too old for it ($1 is missing)'],
  [/symbol lookup error: .*undefined symbol/, 'a library of this system does not fit it'],
  // If the kernel rejects a file, execvp runs it with a shell, which prints this.
  [/electron(?:\.exe)?: \d+: .*(?:not found|[Ss]yntax error)/, unrunnable.ENOEXEC ?? ''],
  [
    /No usable sandbox|SUID sandbox helper|setuid_sandbox_host|Failed to move to new namespace/,
    'this system does not let it use its sandbox',
  ],
  [/Missing X server|[Cc]annot open display|Failed to connect to Wayland display/, 'it cannot reach the display'],
  [/GPU process isn't usable/, 'its graphics do not work here'],
  [/CertSteward could not start/, 'CertSteward could not start in it'],
];

/** @param {Ending} ending @returns {string} */
export function startFailure({ code, signal, error, stderr }) {
  if (error !== null) return unrunnable[error] ?? `its executable cannot be run (${error})`;
  for (const [pattern, words] of explanations) {
    const match = pattern.exec(stderr);
    if (match !== null) return words.replace('$1', match[1] ?? '');
  }
  if (signal !== null) return `it crashed before its window opened (${signal})`;
  return `it ended before its window opened (exit code ${code})`;
}
