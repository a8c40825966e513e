// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../..');

interface Finding {
  readonly filename: string;
  readonly code: string;
  readonly message: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

export interface Found {
  /** As oxlint names it: `eslint(no-console)`. */
  readonly rule: string;
  readonly message: string;
  /** 1-based; 0 if unknown. */
  readonly line: number;
}

/** Lints files with these contents under the committed configuration. Returns the messages by file. */
export function lint(files: Readonly<Record<string, string>>): ReadonlyMap<string, readonly Found[]> {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-lint-'));
  try {
    for (const name of ['.oxlintrc.json', 'tsconfig.json', 'package.json'])
      copyFileSync(join(root, name), join(folder, name));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const run = spawnSync('oxlint', ['--format=json'], { cwd: folder, encoding: 'utf8', maxBuffer: 64 << 20 });
    if (run.error !== undefined) throw run.error;
    if (!run.stdout.startsWith('{')) throw new Error(`oxlint did not answer: ${run.stdout}${run.stderr}`);
    const answer = JSON.parse(run.stdout) as { diagnostics: readonly Finding[] };
    const found = new Map<string, Found[]>(Object.keys(files).map((name) => [name, []]));
    for (const { filename, code, message, labels } of answer.diagnostics)
      found.get(filename.replaceAll('\\', '/'))?.push({ rule: code, message, line: labels[0]?.span.line ?? 0 });
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
