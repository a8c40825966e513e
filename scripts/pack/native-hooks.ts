// SPDX-License-Identifier: Apache-2.0
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { libraryKind } from '../../shared/domain/library-header.ts';
import { buildWindowsTokens } from './windows-tokens.ts';

/** Subset of app-builder-lib's PackContext. */
export interface PackContext {
  readonly electronPlatformName: string;
  /** A value of builder-util's enum Arch. */
  readonly arch: number;
  readonly appOutDir: string;
}

const modules = ['pkcs11', 'koffi', 'keyring'];
const processors = ['ia32', 'x64', 'armv7l', 'arm64', 'universal'];

export function beforePack({ electronPlatformName }: PackContext): void {
  if (electronPlatformName === 'win32') buildWindowsTokens();
}

/** electron-builder hook that checks native modules, because a wrong one would fail only in use. */
export function afterPack({ electronPlatformName, arch, appOutDir }: PackContext): void {
  const allowed = processors[arch] === 'universal' ? ['x64', 'arm64'] : [processors[arch] ?? ''];
  const packed = globSync('**/*.node', { cwd: appOutDir });
  const wrong = packed.filter((name) => {
    const head = readFileSync(join(appOutDir, name));
    return !allowed.some((each) => libraryKind(head, { platform: electronPlatformName, arch: each }) === 'library');
  });
  if (wrong.length > 0) throw new Error(`Not for ${electronPlatformName} ${allowed.join(', ')}: ${wrong.join(', ')}`);
  const missing = modules.filter((module) => !packed.some((name) => basename(name).startsWith(module)));
  if (missing.length > 0) throw new Error(`Not in the package for ${electronPlatformName}: ${missing.join(', ')}`);
}
