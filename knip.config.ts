// SPDX-License-Identifier: Apache-2.0
import type { KnipConfig } from 'knip';
import { childEntries, mainEntries, preloadEntries, workerEntries } from './shared/domain/entries.ts';

const started = [mainEntries, childEntries, workerEntries, preloadEntries].flatMap((list) =>
  Object.values(list).map(({ source }) => source),
);

export default {
  entry: [
    ...started,
    'renderer/main.tsx',
    'scripts/*.{ts,mjs}',
    'scripts/measure/*.ts',
    'scripts/pack/native-hooks.ts',
    'tests/support/packaging/fpm-stand-in.ts',
    'scripts/launcher/download-electron.mjs',
    'tests/support/launcher/conformance-electron.ts',
    'tests/support/{vault/scripts,window-scripts}/*.ts',
    'tests/support/wine/{windows-store-driver,hold-file}.ts',
    'tests/support/packaging/fpm-stand-in.ts',
    'tests/support/tokens/modules/virtual-yubikey/virtual-yubikey.ts',
    'tests/soak/{disk/disk,pins/pin}-session.ts',
    'scripts/test/vitest-outcomes.ts',
    'tests/conformance/{child-entry,start-process}.ts',
    'tests/**/*.{test,spec}.{ts,tsx}',
  ],
  project: ['{main,preload,renderer,shared,scripts,tests}/**/*.{ts,tsx,mjs}'],
  exclude: ['binaries'],
  ignoreDependencies: ['app-builder-lib', 'builder-util', '@electron/get', '@electron-internal/extract-zip'],
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig;
