// SPDX-License-Identifier: Apache-2.0
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { libraryKind } from '../../shared/domain/library-header.ts';
import { buildWindowsTokens } from './windows-tokens.ts';

/** What electron-builder tells its hooks (app-builder-lib, PackContext). */
export interface PackContext {
  readonly electronPlatformName: string;
  /** Index into `processors` (builder-util, Arch). */
  readonly arch: number;
  readonly appOutDir: string;
}

/** For USB tokens, for the system's own libraries, for its store of secrets. */
const modules = ['pkcs11', 'koffi', 'keyring'];
const processors = ['ia32', 'x64', 'armv7l', 'arm64', 'universal'];

/** electron-builder's hook: what a package for another system needs and npm did not compile here. */
export function beforePack({ electronPlatformName }: PackContext): void {
  if (electronPlatformName === 'win32') buildWindowsTokens();
}

/** electron-builder's hook: a module of another system would be found by the first person who plugs in a USB Key. */
export function afterPack({ electronPlatformName, arch, appOutDir }: PackContext): void {
  // A universal package for macOS has a folder for each.
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
