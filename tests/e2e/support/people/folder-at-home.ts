// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const name = 'certsteward-e2e-';
let before: string | undefined;

/**
 * A folder for a spec's output, in the home folder because a typed path must be. Without a temporary home, the new
 * folder becomes the home.
 */
export function makeFolderAtHome(): string {
  before = process.env['HOME'];
  if (before?.startsWith(`${tmpdir()}/`)) return mkdtempSync(path.join(before, name));
  const folder = mkdtempSync(path.join(tmpdir(), name));
  process.env['HOME'] = folder;
  return folder;
}

export function leaveHome(folder: string): void {
  if (process.env['HOME'] === folder) process.env['HOME'] = before;
}
