// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** An empty NSS database made by NSS's tool. `password` is a file with the primary password. */
export function makeNssDatabase(folder: string, options: { readonly password?: string } = {}): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secret = options.password === undefined ? ['--empty-password'] : ['-f', options.password];
  execFileSync('certutil', ['-N', '-d', `sql:${folder}`, ...secret], { stdio: 'ignore' });
}
