// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** See Desktop Application Autostart Specification 0.5. */
export function autostartFile(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const config = env['XDG_CONFIG_HOME'];
  return path.join(config?.startsWith('/') ? config : path.join(home, '.config'), 'autostart', 'certsteward.desktop');
}

export function writeAutostart(file: string, program: string | null): void {
  if (program === null) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=CertSteward',
    'Name[zh_CN]=证书管家',
    `Exec=${quoted(program)} --hidden`,
    'Icon=certsteward',
    'Terminal=false',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
}

/** See Desktop Entry Specification 1.5, "The Exec key". */
function quoted(argument: string): string {
  const inQuotes = argument.replaceAll(/["`$\\]/g, (character) => `\\${character}`);
  return `"${inQuotes.replaceAll('\\', '\\\\').replaceAll('%', '%%')}"`;
}
