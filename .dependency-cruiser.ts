// SPDX-License-Identifier: Apache-2.0
/** Import rules, checked by `npm run architecture`. Type imports count too. See docs/architecture.md. */

const main = (...names: string[]): string[] => names.map((name) => `main/${name}`);
const knowledge = ['main/x509', 'main/formats', 'shared'];
const onVault = [...knowledge, ...main('children', 'parser', 'vault', 'certificates', 'imports')];
const services = [
  ...main(
    'net',
    'computer-state',
    'destinations',
    'vault',
    'imports',
    'exports',
    'certificates',
    'stores',
    'discovery',
  ),
  ...main(
    'watched',
    'trust',
    'reminders',
    'tokens',
    'enrolment',
    'losses',
    'overview',
    'updates',
    'backup',
    'backup/container',
    'practice',
  ),
];
const app = main('app.ts', 'hosts/node', 'hosts', 'ipc', 'problems', 'services.ts');
const page = ['renderer/lib', 'renderer/i18n', 'shared'];

/** Maps each room (folder or file) to the rooms it may import. A file belongs to its innermost room. */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  'main/x509': ['shared'],
  'main/formats': ['main/x509', 'shared'],
  'main/destinations': ['shared'],
  'main/net': ['main/x509', 'shared'],
  'main/children': ['shared'],
  'main/vault': [...knowledge, 'main/children'],
  'main/computer-state': ['main/vault', 'shared'],
  'main/demo-ca': [...knowledge, 'main/children'],
  'main/backup/container': [...knowledge, 'main/vault'],
  'main/parser': [...knowledge, ...main('children', 'vault', 'backup/container')],
  'main/certificates': [...knowledge, ...main('net', 'parser', 'vault')],
  'main/imports': [...knowledge, ...main('parser', 'vault', 'certificates', 'backup/container')],
  'main/exports': [...onVault, 'main/destinations'],
  'main/stores': [...onVault, 'main/net'],
  'main/discovery': onVault,
  'main/watched': ['main/x509', 'shared', ...main('vault', 'certificates')],
  'main/trust': [...onVault, 'main/net'],
  'main/reminders': ['main/x509', 'shared', ...main('vault', 'certificates', 'watched')],
  'main/tokens': [...onVault, ...main('computer-state', 'stores')],
  'main/enrolment': [...onVault, ...main('net', 'computer-state', 'stores', 'tokens')],
  'main/updates': [...main('net', 'trust'), 'shared'],
  'main/losses': ['main/x509', 'shared', ...main('vault', 'certificates', 'enrolment')],
  'main/overview': ['shared', ...main('vault', 'backup', 'certificates', 'watched', 'reminders', 'enrolment')],
  'main/backup/drives': ['shared'],
  'main/backup/destinations': ['shared', ...main('net', 'destinations', 'backup/drives')],
  'main/backup': [
    ...knowledge,
    ...main('parser', 'destinations', 'vault', 'backup/container', 'backup/drives', 'backup/destinations'),
  ],
  'main/practice': [
    'shared',
    ...main('children', 'vault', 'certificates', 'stores', 'trust', 'enrolment', 'losses', 'backup', 'demo-ca'),
  ],
  'main/services.ts': [...knowledge, ...services, ...main('children', 'parser', 'demo-ca', 'hosts', 'locking')],
  'main/hosts': ['main/children', 'shared'],
  'main/hosts/node': [...main('hosts', 'children'), 'shared'],
  'main/hosts/electron': [...main('hosts', 'children', 'services.ts'), 'shared'],
  'main/hosts/chromium': [...main('hosts', 'hosts/node', 'children', 'services.ts'), 'preload', 'shared'],
  'main/grants': ['main/hosts', 'shared'],
  'main/problems': ['shared'],
  'main/ipc': [...services, ...main('services.ts', 'hosts', 'grants', 'problems'), 'shared'],
  'main/locking': [...main('vault', 'parser', 'hosts'), 'shared'],
  'main/cli': [...services, ...main('services.ts', 'hosts/node', 'hosts', 'children', 'demo-ca'), 'shared'],
  'main/app.ts': [...app, ...main('vault', 'locking', 'reminders', 'trust', 'enrolment', 'children'), 'shared'],
  'main/electron.ts': main('electron-window.ts', 'electron-cli.ts', 'hosts/node'),
  'main/electron-cli.ts': main('cli', 'hosts/electron'),
  'main/electron-window.ts': [...app, 'main/hosts/electron', 'shared'],
  'main/chromium.ts': [...app, 'main/hosts/chromium', 'shared'],
  'main/cli.ts': [...main('hosts', 'cli', 'services.ts', 'hosts/node', 'children'), 'shared'],
  preload: ['shared'],
  'renderer/lib': ['renderer/i18n', 'shared'],
  'renderer/i18n': ['shared'],
  'renderer/state': page,
  'renderer/ui': ['renderer/state', ...page],
  'renderer/features': ['renderer/ui', 'renderer/state', ...page],
  'renderer/app': ['renderer/features', 'renderer/ui', 'renderer/state', ...page],
  renderer: ['renderer/app', 'renderer/ui', 'renderer/state', ...page],
};

const apart = ['tests', 'scripts'];
/** Maps packages, builtins and folders to the only places that may import them. */
export const restricted: Readonly<Record<string, readonly string[]>> = {
  // Importing `electron` outside Electron may start a download.
  electron: [...main('hosts/electron', 'electron-window.ts', 'electron-cli.ts'), 'preload', 'tests', 'scripts/tour'],
  'electron-store': ['main/hosts/electron'],
  '(@axe-core/|@)?playwright(-core)?': [...main('hosts/chromium', 'chromium.ts'), 'playwright.config.ts', ...apart],
  // Native code runs in a child process only (decision 0008).
  '(pkcs11js|koffi)': [
    ...main('tokens/child', 'tokens/skf', 'stores/nss/child', 'stores/windows/child', 'discovery/child'),
    'tests',
  ],
  // These packages are young, so few files use them.
  'age-encryption': ['main/vault/age/age-files.ts', 'main/vault/age/age-scrypt.ts', 'tests'],
  '@napi-rs/keyring': ['main/vault/os-secret-store', 'tests'],
  // Decision 0030: in the app, only main/net contacts other hosts. The rest of main listens or connects locally.
  '(node:)?(https?|http2|tls|net|dgram|dns)': [
    ...main('net', 'demo-ca', 'hosts/node/single-instance.ts', 'hosts/node/notices/session-bus.ts'),
    ...apart,
  ],
  '(undici|axios|node-fetch|webdav)': apart,
  '(node:)?sqlite': [...main('vault', 'stores/nss/child', 'computer-state'), 'tests'],
  '(node:)?child_process': [
    ...main('hosts', 'stores', 'tokens/modules/rpm-packages.ts', 'backup/drives/run-program.ts'),
    ...main('enrolment/preflight/run-network-tool.ts', 'vault/folder/windows-access.ts'),
    ...apart,
  ],
  // Other code reaches a protocol through the enrolment service.
  'main/enrolment/providers/est': main('enrolment/providers/est', 'enrolment/enrolment-service.ts').concat('tests'),
  'main/enrolment/providers/cmp': main('enrolment/providers/cmp', 'enrolment/enrolment-service.ts').concat('tests'),
  '(react|react-dom|react-i18next|react-aria-components|zustand|lucide-react|markdown-to-jsx)': ['renderer', 'tests'],
};

const inputOutput = '(fs|child_process|net|tls|https?|http2|dgram|dns|os|vm|worker_threads|cluster|process|sqlite)';

const isFile = (place: string): boolean => /\.tsx?$/.test(place);
const within = (place: string): string => (isFile(place) ? `^${place}$` : `^${place}/`);
/** Matches a room without the rooms inside it. */
const room = (place: string): string => {
  const inner = Object.keys(rooms).filter((other) => other.startsWith(`${place}/`));
  const names = inner.map((other) => other.slice(place.length + 1) + (isFile(other) ? '$' : '/'));
  return inner.length === 0 ? within(place) : `^${place}/(?!${names.join('|')})`;
};
const faces = ['', '[^/]+/'].map((deeper) => `^renderer/features/[^/]+/${deeper}[^/]+-(page|pane)\\.tsx$`);

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
    comment: 'Of another feature only a page or pane, at most one folder down. A dialog opens by its name.',
    from: { path: '^renderer/features/([^/]+)/' },
    to: { path: '^renderer/features/', pathNot: ['^renderer/features/$1/', ...faces] },
  },
  { name: 'pure', from: { path: '^(main/(x509|formats)|shared)/' }, to: { path: `^(node:)?${inputOutput}(/|$)` } },
  { name: 'page', from: { path: '^(renderer|preload)/' }, to: { dependencyTypes: ['core'] } },
  ...Object.entries(restricted).map(([name, places]) => ({
    name: `only ${name}`,
    comment: `Only in ${places.join(', ')}.`,
    from: { pathNot: places.map(within) },
    to: { path: `(^|node_modules/)(@types/)?${name}(/|$)` },
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
