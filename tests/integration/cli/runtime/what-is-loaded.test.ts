// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const dist = resolve(import.meta.dirname, '../../../../dist');

/** Names of packages bundled in `entry` and in the files it imports at startup. */
function packagesAtStart(entry: string): string[] {
  const seen = new Set<string>();
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, name] of text.matchAll(/^\/\/(?:#region)? .*node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm))
      found.add(String(name));
    // `main/cli.ts` itself loads the command line by `await import`.
    for (const [, other] of text.matchAll(/^(?:import\b|export\b|var \{ startCli \})[^;]*?"(\.[^"]+)"\)?;/gm))
      visit(join(dirname(file), String(other)));
  };
  visit(join(dist, entry));
  return [...found].toSorted();
}

test('[L07] the parse child starts without loading any npm package', () => {
  expect(packagesAtStart('children/parse.mjs')).toEqual([]);
});

test('[L07] the command line starts without any encryption library', () => {
  const packages = packagesAtStart('main/cli.mjs');
  // Proves that packages are found.
  expect(packages).toContain('zod');
  expect(packages.filter((name) => /^(?:age-encryption|sm-crypto|@noble|@peculiar)/.test(name))).toEqual([]);
});

/** Every Node built-in that this CLI call loaded. */
function ownModulesOf(...words: string[]): string[] {
  const tell = "process.once('exit', () => console.log('\\n' + JSON.stringify(process.moduleLoadList)))";
  const hook = `data:text/javascript,${encodeURIComponent(tell)}`;
  const stdout = execFileSync(process.execPath, ['--import', hook, join(dist, 'main/cli.mjs'), ...words], {
    encoding: 'utf8',
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as string[];
}

test('[L07] the command line starts without the HTTP client that Node loads when its http module is imported', () => {
  const loaded = ownModulesOf('help');
  // Control: a module that is loaded is listed.
  expect(loaded).toContain('NativeModule sqlite');
  expect(loaded.filter((name) => name.includes('undici'))).toEqual([]);
});

test('[A01] import with an unknown option exits with a usage error', () => {
  const fails = (...words: string[]): unknown => {
    try {
      execFileSync(process.execPath, [join(dist, 'main/cli.mjs'), 'import', ...words], {
        timeout: 30_000,
        stdio: 'pipe',
      });
      return 0;
    } catch (error) {
      return (error as { status: unknown }).status;
    }
  };
  expect(fails('--no-such-option')).toBe(2);
});
