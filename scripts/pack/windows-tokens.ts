// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { libraryKind } from '../../shared/domain/library-header.ts';

export const windowsTokensFolder = 'out/native/win32-x64';

const root = resolve(import.meta.dirname, '../..');
const tool = (name: string): string => `x86_64-w64-mingw32-${name}`;
const sources = ['dl', 'common', 'main'];

/** On Windows, `npm ci` compiles pkcs11js; elsewhere MinGW does. */
export function buildWindowsTokens(folder = join(root, windowsTokensFolder)): string {
  const file = join(folder, 'pkcs11.node');
  const compiled = join(root, 'node_modules/pkcs11js/build/Release/pkcs11.node');
  mkdirSync(folder, { recursive: true });
  if (existsSync(compiled) && isForWindows(compiled)) cpSync(compiled, file);
  else crossCompile(file);
  if (!isForWindows(file)) throw new Error(`${file} is not for Windows on x64`);
  return file;
}

function isForWindows(file: string): boolean {
  return libraryKind(readFileSync(file), { platform: 'win32', arch: 'x64' }) === 'library';
}

function crossCompile(output: string): void {
  const place = mkdtempSync(join(tmpdir(), 'certsteward-mingw-'));
  const run = (name: string, words: readonly string[]): string =>
    execFileSync(tool(name), words, { cwd: place, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    const module = join(root, 'node_modules/pkcs11js');
    const headers = join(root, `node_modules/node-${process.platform}-${process.arch}/include/node`);
    const defined = ['-DNAPI_DISABLE_CPP_EXCEPTIONS', '-DBUILDING_NODE_EXTENSION'];
    const flags = ['-std=c++17', '-O2', '-w', ...defined, `-I${module}/includes`, `-I${headers}`];
    for (const name of sources) run('g++', [...flags, '-c', `${module}/src/${name}.cpp`, '-o', `${name}.o`]);
    const objects = sources.map((name) => `${name}.o`);
    writeFileSync(join(place, 'host.c'), bindings(run('nm', ['-u', ...objects])));
    run('gcc', ['-O2', '-c', 'host.c', '-o', 'host.o']);
    // No timestamps or path-dependent addresses, for reproducible output.
    const alone = ['-shared', '-static', '-s', '-Wl,--no-insert-timestamp,--disable-auto-image-base'];
    writeFileSync(join(place, 'exports.def'), exported);
    run('g++', [...alone, ...objects, 'host.o', 'exports.def', '-o', output]);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const text = 'Packing for Windows needs the Debian package g++-mingw-w64-x86-64-win32';
    if (isMissing) throw new Error(text, { cause: error });
    throw error;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** From NAPI_MODULE_INIT in node_api.h. */
const exported = 'EXPORTS\n  napi_register_module_v1\n  node_api_module_get_api_version_v1\n';

/**
 * Node-API comes from node.exe or CertSteward.exe. An import library names only one, so the generated code
 * looks up the functions when the module loads.
 */
function bindings(undefinedSymbols: string): string {
  const names = [
    ...new Set([...undefinedSymbols.matchAll(/__imp_(napi_\w+)/g)].map(([, name = '']) => name)),
  ].toSorted();
  if (names.length === 0) throw new Error('the module asks for no function of Node-API');
  return [
    '#include <windows.h>',
    ...names.map((name) => `void *__imp_${name};`),
    '__attribute__((constructor(101))) static void bind_to_host(void) {',
    '  HMODULE host = GetModuleHandleW(NULL);',
    ...names.map((name) => `  __imp_${name} = (void *)GetProcAddress(host, "${name}");`),
    '}',
    '',
  ].join('\n');
}
