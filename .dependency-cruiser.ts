// SPDX-License-Identifier: Apache-2.0
/** Who may import whom (`npm run architecture`). Types count like values. Why rooms: docs/architecture.md. */

const knowledge = ['main/x509', 'main/formats', 'shared'];
const onVault = [...knowledge, 'main/processes', 'main/vault', 'main/certificates', 'main/imports'];
const main = (...names: string[]): string[] => names.map((name) => `main/${name}`);
const services = [
  ...main('computer-state', 'destinations', 'vault', 'imports', 'exports', 'certificates', 'stores', 'discovery'),
  ...main('watched', 'trust', 'reminders', 'tokens', 'enrolment', 'losses', 'updates', 'backup', 'backup/container'),
];
const entry = main('app.ts', 'hosts/node', 'hosts', 'ipc', 'problems', 'services.ts');

/** Each room, and the rooms that it may import. A file belongs to the innermost room around it. */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  'main/x509': ['main/formats', 'shared'],
  'main/formats': ['main/x509', 'shared'],
  'main/destinations': ['shared'],
  'main/computer-state': ['main/vault', 'shared'],
  'main/demo-ca': knowledge,
  'main/vault': [...knowledge, 'main/processes'],
  'main/processes': [...knowledge, ...main('vault', 'backup/container', 'demo-ca')],
  'main/certificates': [...knowledge, ...main('processes', 'vault')],
  'main/imports': [...knowledge, ...main('processes', 'vault', 'certificates', 'backup/container')],
  'main/exports': [...onVault, 'main/destinations'],
  'main/stores': onVault,
  'main/discovery': onVault,
  'main/watched': ['main/x509', 'shared', ...main('vault', 'certificates')],
  'main/trust': onVault,
  'main/reminders': ['main/x509', 'shared', ...main('vault', 'certificates', 'watched')],
  'main/tokens': [...onVault, ...main('computer-state', 'stores')],
  'main/enrolment': [...onVault, ...main('computer-state', 'stores', 'tokens')],
  'main/updates': ['main/trust', 'shared'],
  'main/losses': ['main/x509', 'shared', ...main('vault', 'certificates', 'enrolment')],
  'main/backup/container': [...knowledge, 'main/vault'],
  'main/backup/drives': ['shared'],
  'main/backup/destinations': ['shared', ...main('destinations', 'backup/drives')],
  'main/backup': [
    ...knowledge,
    ...main('processes', 'destinations', 'vault', 'backup/container', 'backup/drives', 'backup/destinations'),
  ],
  'main/services.ts': [...knowledge, 'main/processes', ...services, ...main('hosts', 'locking')],
  'main/hosts': ['main/processes', 'shared'],
  'main/hosts/node': ['main/hosts', 'main/processes', 'shared'],
  'main/hosts/electron': [...main('hosts', 'processes', 'services.ts'), 'shared'],
  'main/hosts/chromium': [...main('hosts', 'hosts/node', 'processes', 'services.ts'), 'preload', 'shared'],
  'main/grants': ['main/hosts', 'shared'],
  'main/problems': ['shared'],
  'main/ipc': [...services, ...main('services.ts', 'hosts', 'grants', 'problems'), 'shared'],
  'main/locking': [...main('vault', 'processes', 'hosts'), 'shared'],
  'main/cli': [...services, ...main('services.ts', 'hosts/node', 'hosts', 'processes'), 'shared'],
  'main/app.ts': [
    ...main('hosts', 'hosts/node', 'ipc', 'problems', 'services.ts', 'processes', 'vault', 'locking', 'reminders'),
    ...main('trust', 'enrolment'),
    'shared',
  ],
  'main/electron.ts': main('electron-window.ts', 'electron-cli.ts', 'hosts/node'),
  'main/electron-cli.ts': main('cli', 'hosts/electron'),
  'main/electron-window.ts': [...entry, 'main/hosts/electron', 'shared'],
  'main/chromium.ts': [...entry, 'main/hosts/chromium', 'shared'],
  'main/cli.ts': [...main('hosts', 'cli', 'services.ts', 'hosts/node', 'processes'), 'shared'],
  preload: ['shared'],
  'renderer/lib': ['renderer/i18n', 'shared'],
  'renderer/i18n': ['renderer/lib', 'shared'],
  'renderer/state': ['renderer/lib', 'renderer/i18n', 'shared'],
  'renderer/ui': ['renderer/state', 'renderer/lib', 'renderer/i18n', 'shared'],
  'renderer/features': ['renderer/ui', 'renderer/state', 'renderer/lib', 'renderer/i18n', 'shared'],
  'renderer/app': ['renderer/features', 'renderer/ui', 'renderer/state', 'renderer/lib', 'renderer/i18n', 'shared'],
  renderer: ['renderer/app', 'renderer/ui', 'renderer/state', 'renderer/lib', 'renderer/i18n', 'shared'],
};

/** A package or builtin, and the only places that may import it. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  // Outside Electron, importing it starts a download.
  electron: [...main('hosts/electron', 'electron-window.ts', 'electron-cli.ts'), 'preload', 'tests', 'scripts/tour'],
  'electron-store': ['main/hosts/electron'],
  '(playwright|playwright-core|@playwright/test|@axe-core/playwright)': [
    ...main('hosts/chromium', 'chromium.ts'),
    'playwright.config.ts',
    'tests',
    'scripts/tour',
    'scripts/measure',
  ],
  // Native code runs in a child process only (decision 0008).
  '(pkcs11js|koffi)': ['main/processes', 'tests'],
  // Young: one file each (DESIGN 16).
  'age-encryption': ['main/vault/age/age-files.ts', 'main/vault/age/age-scrypt.ts', 'tests'],
  '@napi-rs/keyring': ['main/vault/os-secret-store', 'tests'],
  // Decision 0011: what is sent where is decided around it.
  webdav: ['main/backup/destinations/webdav'],
  '(node:)?sqlite': [...main('vault', 'processes/nss', 'computer-state'), 'tests'],
  '(node:)?child_process': [
    ...main('hosts', 'processes', 'stores', 'tokens/modules/rpm-packages.ts', 'backup/drives/run-program.ts'),
    ...main('enrolment/preflight/run-network-tool.ts', 'vault/folder/windows-access.ts'),
    'scripts',
    'tests',
  ],
  '(react|react-dom|react-i18next|react-aria-components|zustand|lucide-react)': ['renderer', 'tests'],
};

const inputOutput =
  '(fs|child_process|net|tls|https?|http2|dgram|dns|os|vm|worker_threads|cluster|inspector|repl|process|sqlite)';

const isFile = (place: string): boolean => /\.tsx?$/.test(place);
const within = (place: string): string => (isFile(place) ? `^${place}$` : `^${place}/`);
/** The room without the rooms inside it. */
const room = (place: string): string => {
  const inner = Object.keys(rooms).filter((other) => other.startsWith(`${place}/`));
  const names = inner.map((other) => other.slice(place.length + 1) + (isFile(other) ? '$' : '/'));
  return inner.length === 0 ? within(place) : `^${place}/(?!${names.join('|')})`;
};
const anyOf = (places: readonly string[]): string => places.map(within).join('|');
const packagePath = (name: string): string => `(^|node_modules/)(@types/)?${name}(/|$)`;

const face = String.raw`(page|pane|sheet|dialog)\.tsx$`;

const forbidden = [
  { name: 'no-circles', from: {}, to: { circular: true } },
  { name: 'every-file-has-a-room', from: { path: '^(main|renderer)/', pathNot: Object.keys(rooms).map(room) }, to: {} },
  ...Object.entries(rooms).map(([place, allowed]) => ({
    name: `room ${place}`,
    comment: `${place} may import ${allowed.join(', ') || 'no other room'}.`,
    from: { path: room(place) },
    to: { path: '^(main|preload|renderer|shared|scripts|tests)/', pathNot: [place, ...allowed].map(room) },
  })),
  {
    name: 'features',
    comment: 'Of another feature only a page, pane, sheet or dialog, at most one folder down.',
    from: { path: '^renderer/features/([^/]+)/' },
    to: {
      path: '^renderer/features/',
      pathNot: [
        '^renderer/features/$1/',
        ...['', '[^/]+/'].map((deeper) => `^renderer/features/[^/]+/${deeper}[^/]+-${face}`),
      ],
    },
  },
  {
    name: 'protocols',
    comment: 'A protocol is reached through the service.',
    from: { path: '^main/', pathNot: '^main/enrolment/(providers/(est|cmp)/|enrolment-service\\.ts)' },
    to: { path: '^main/enrolment/providers/(est|cmp)/' },
  },
  {
    name: 'est-and-cmp',
    from: { path: '^main/enrolment/providers/(est|cmp)/' },
    to: { path: '^main/enrolment/providers/(est|cmp)/', pathNot: '^main/enrolment/providers/$1/' },
  },
  { name: 'pure', from: { path: '^(main/(x509|formats)|shared)/' }, to: { path: `^(node:)?${inputOutput}(/|$)` } },
  { name: 'page', from: { path: '^(renderer|preload)/' }, to: { dependencyTypes: ['core'] } },
  ...Object.entries(packages).map(([name, places]) => ({
    name: `package ${name}`,
    comment: `Only in ${places.join(', ')}.`,
    from: { pathNot: anyOf(places) },
    to: { path: packagePath(name) },
  })),
];

export default {
  forbidden: forbidden.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/fixtures/', '^tests/.*\\.(mjs|js)$'] },
    tsPreCompilationDeps: true,
    parser: 'tsc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
