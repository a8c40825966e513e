// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { whatIsMissing } from '../what-is-missing.ts';

/** OASIS's headers come with pkcs11js. */
const headers = resolve(import.meta.dirname, '../../../../../node_modules/pkcs11js/includes/pkcs11');

export function compilerUnavailable(): string | null {
  return process.platform === 'linux'
    ? whatIsMissing({ tools: ['gcc'], files: [join(headers, 'pkcs11.h')] })
    : 'the broken modules are shared libraries for Linux';
}

/** Compiles `source`, relative to this folder, into the shared library `output`. `definitions` are C strings. */
export function compileModule(
  source: string,
  output: string,
  definitions: Readonly<Record<string, string>> = {},
  system: 'linux' | 'windows' = 'linux',
): void {
  const [compiler, flags] =
    system === 'linux'
      ? ['gcc', ['-fPIC']]
      : ['x86_64-w64-mingw32-gcc', ['-w', '-include', join(import.meta.dirname, 'on-windows.h')]];
  const defined = Object.entries(definitions).map(([name, value]) => `-D${name}=${JSON.stringify(value)}`);
  const words = ['-shared', ...flags, '-O0', `-I${import.meta.dirname}`, `-I${headers}`, ...defined, '-o', output];
  execFileSync(compiler, [...words, join(import.meta.dirname, source)], { stdio: 'pipe' });
}
