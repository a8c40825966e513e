// SPDX-License-Identifier: Apache-2.0
import http from 'node:http';
import { builtinModules } from 'node:module';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { InlineConfig, Plugin } from 'vite';
import { chromiumOrigin } from '../../shared/ipc/channel.ts';
import { notePackages } from './bundled-packages.ts';
import { callNames, events } from '../../shared/ipc/contract.ts';

/** Packages with native code or separate files, and the runtime `electron`. */
const leftOutside = ['electron', 'playwright-core', '@napi-rs/keyring', 'koffi', 'pkcs11js'];
/** `leanHttp` handles `http`. */
const nodeBuiltins = [...builtinModules.filter((name) => name !== 'http'), /^node:(?!http$)/];

/** Injecting these names keeps zod out of the preloads. */
const contractNames = {
  __CALL_NAMES__: JSON.stringify(callNames),
  __EVENT_NAMES__: JSON.stringify(Object.keys(events)),
  __APP_ORIGIN__: JSON.stringify(chromiumOrigin),
};

const common = {
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  plugins: [notePackages()],
} satisfies InlineConfig;

export async function bundleNode(root: string, entry: Entry, isPacked: boolean): Promise<void> {
  await build(
    bundle(root, entry, {
      format: 'es',
      isPacked,
      external: [...nodeBuiltins, ...leftOutside],
      chunks: `chunks/${path.basename(entry.output, '.mjs')}-[name]-[hash].mjs`,
    }),
  );
}

/** A sandboxed preload can't import, so it becomes a single file. */
export async function bundlePreload(root: string, entry: Entry): Promise<void> {
  await build({
    ...bundle(root, entry, {
      format: entry.output.endsWith('.cjs') ? 'cjs' : 'iife',
      isPacked: false,
      external: ['electron'],
    }),
    define: contractNames,
  });
}

/** Inlines no assets, because the CSP is strict. */
export async function bundleRenderer(root: string): Promise<void> {
  await build({
    ...common,
    root: path.join(root, 'renderer'),
    base: './',
    plugins: [react(), notePackages(), withoutZod()],
    build: {
      outDir: path.join(root, 'dist/renderer'),
      emptyOutDir: true,
      target: 'es2024',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2048,
    },
  });
}

/** The page needs no schemas, because main checks all inputs and outputs. */
function withoutZod(): Plugin {
  return {
    name: 'without-zod',
    load: (id) => {
      if (id.includes('/node_modules/zod/'))
        throw new Error('The page imports a schema as a value: zod must stay out of it.');
      return null;
    },
  };
}

interface Entry {
  readonly source: string;
  readonly output: string;
}

interface BundleFormat {
  readonly format: 'es' | 'cjs' | 'iife';
  readonly isPacked: boolean;
  readonly external: (string | RegExp)[];
  /** If absent, there is exactly one output file. */
  readonly chunks?: string;
}

/** Removes whitespace for size and faster start. Keeps names for stack traces. */
const withoutBlanks = { compress: false, mangle: false, codegen: true } as const;

function bundle(
  root: string,
  { source, output }: Entry,
  { format, external, chunks, isPacked }: BundleFormat,
): InlineConfig {
  return {
    ...common,
    plugins: [...common.plugins, leanHttp()],
    root,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'es2024',
      outDir: path.join(root, 'dist', path.dirname(output)),
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: path.join(root, source),
        external,
        output: {
          format,
          entryFileNames: path.basename(output),
          ...(isPacked && { minify: withoutBlanks }),
          ...(chunks === undefined ? { codeSplitting: false } : { chunkFileNames: chunks }),
        },
      },
    },
  };
}

const virtual = '\0lean-http';

/** Node reads every export of an imported built-in, and reading `http.WebSocket` loads undici (3 MiB, 20 ms). */
function leanHttp(): Plugin {
  const names = Object.entries(Object.getOwnPropertyDescriptors(http)).flatMap(([name, { get }]) =>
    get ? [] : [name],
  );
  return {
    name: 'lean-http',
    enforce: 'pre',
    resolveId: (id) => (id === 'node:http' || id === 'http' ? virtual : null),
    load: (id) =>
      id === virtual
        ? `const http = process.getBuiltinModule('node:http');\nexport default http;\nexport const { ${names.join(', ')} } = http;\n`
        : null,
  };
}
