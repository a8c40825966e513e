// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const name = 'certsteward-e2e-';
let before: string | undefined;

/**
 * A folder for what a spec writes, where a person may write by typing a path: below the home folder of the spec, or, without
 * one, a home folder of its own.
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
