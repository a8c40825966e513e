// SPDX-License-Identifier: Apache-2.0
/* oxlint-disable max-lines -- one table: a row for each room */
/** Source of `.oxlintrc.json` and docs/import-rules.md (`npm run lint:generate`). Each folder needs a row. */

export interface Room {
  readonly path: string;
  readonly may: readonly string[];
  /** Subfolders are separate rooms. */
  readonly shallow?: true;
  readonly why: string;
}

const knowledge = ['main/x509', 'main/formats', 'shared'];
const onVault = [...knowledge, 'main/processes', 'main/vault', 'main/certificates', 'main/imports'];
const services = [
  'main/computer-state',
  'main/destinations',
  'main/vault',
  'main/imports',
  'main/exports',
  'main/certificates',
  'main/stores',
  'main/discovery',
  'main/watched',
  'main/trust',
  'main/reminders',
  'main/tokens',
  'main/enrolment',
  'main/losses',
  'main/updates',
  'main/backup',
  'main/backup/container',
];

export const rooms: readonly Room[] = [
  { path: 'shared', may: [], why: 'runs in every process: knows nobody' },
  { path: 'main/x509', may: ['main/formats', 'shared'], why: 'pure: bytes in, facts out' },
  { path: 'main/formats', may: ['main/x509', 'shared'], why: 'pure: bytes in, facts out' },
  {
    path: 'main/destinations',
    may: ['shared'],
    why: 'where files of a person may be written: one place decides for every command and call',
  },
  {
    path: 'main/backup/container',
    may: [...knowledge, 'main/vault'],
    why: 'the file format of backups: written by the service, read back in a child process',
  },
  {
    path: 'main/demo-ca',
    may: knowledge,
    why: 'the try-out authority, which listens: it runs in a child process of its own and knows nothing of the vault',
  },
  {
    path: 'main/processes',
    may: [...knowledge, 'main/vault', 'main/backup/container', 'main/demo-ca'],
    why: 'entries of the child processes (they run what must not run in main) and their clients',
  },
  { path: 'main/vault', may: [...knowledge, 'main/processes'], why: 'a service' },
  {
    path: 'main/computer-state',
    may: ['shared', 'main/vault'],
    why: "this computer's own state: consents, grants, owned tokens; never beside a vault. Of the vault only how SQLite is opened",
  },
  { path: 'main/certificates', may: [...knowledge, 'main/processes', 'main/vault'], why: 'a service' },
  {
    path: 'main/imports',
    may: [...knowledge, 'main/processes', 'main/vault', 'main/certificates', 'main/backup/container'],
    why: 'a service on top of the vault',
  },
  {
    path: 'main/exports',
    may: [...onVault, 'main/destinations'],
    why: 'a service on top of the vault; what it wrote is inspected as an import would be',
  },
  {
    path: 'main/stores',
    may: onVault,
    why: 'stores of browsers and of the system behind one port; what is taken in goes through the vault',
  },
  {
    path: 'main/discovery',
    may: onVault,
    why: 'a service: finds files, imports them as drafts',
  },
  {
    path: 'main/watched',
    may: ['main/x509', 'shared', 'main/vault', 'main/certificates'],
    why: 'a service on top of the vault',
  },
  {
    path: 'main/trust',
    may: onVault,
    why: 'a service: what a path is judged with (files, anchors of the system, authorities of the vault)',
  },
  {
    path: 'main/reminders',
    may: ['main/x509', 'shared', 'main/vault', 'main/certificates', 'main/watched'],
    why: 'a service: what ends soon, who is told of it and when',
  },
  {
    path: 'main/tokens',
    may: [...onVault, 'main/computer-state', 'main/stores'],
    why: 'USB tokens: modules in processes of their own, PIN policy, objects; browsers learn of a module through the stores',
  },
  {
    path: 'main/enrolment',
    may: [...onVault, 'main/computer-state', 'main/stores', 'main/tokens'],
    why: 'applying for certificates: profiles of authorities, requests on their way, providers; a reply comes in as an import, a key may be made on a token, a renewed certificate goes where the old one was',
  },
  {
    path: 'main/updates',
    may: ['shared', 'main/trust'],
    why: 'a service: newer versions of this program, by a list that its makers signed; asks the network as revocation does',
  },
  {
    path: 'main/losses',
    may: ['main/x509', 'shared', 'main/vault', 'main/certificates', 'main/enrolment'],
    why: 'a service: what was lost or stolen, whom to tell, what came in its place',
  },
  {
    path: 'main/backup/drives',
    may: ['shared'],
    why: 'drives and file systems: what a backup is written to, and how it fails',
  },
  {
    path: 'main/backup/destinations',
    may: ['shared', 'main/destinations', 'main/backup/drives'],
    why: 'where a backup goes; each knows its own place and nothing of what is written',
  },
  {
    path: 'main/backup',
    may: [
      ...knowledge,
      'main/processes',
      'main/destinations',
      'main/vault',
      'main/backup/container',
      'main/backup/drives',
      'main/backup/destinations',
    ],
    shallow: true,
    why: 'a service: what is written, and whether it comes back',
  },
  {
    path: 'main/services.ts',
    may: [...knowledge, 'main/processes', ...services, 'main/hosts', 'main/locking'],
    why: 'the composition root',
  },
  {
    path: 'main/hosts',
    shallow: true,
    may: ['main/processes', 'shared'],
    why: 'the Host port: an interface and what both adapters share',
  },
  {
    path: 'main/hosts/electron',
    may: ['main/hosts', 'main/processes', 'main/services.ts', 'shared'],
    why: 'an adapter of the Host port',
  },
  {
    path: 'main/hosts/chromium',
    may: ['main/hosts', 'main/hosts/node', 'main/processes', 'main/services.ts', 'preload', 'shared'],
    why: 'an adapter of the Host port; it shares the message types of its preload',
  },
  {
    path: 'main/hosts/node',
    may: ['main/hosts', 'main/processes', 'shared'],
    why: 'what plain Node needs: the Chromium host and the command line',
  },
  { path: 'main/grants', may: ['main/hosts', 'shared'], why: 'grants, made by a person outside the page (Host port)' },
  { path: 'main/problems', may: ['shared'], why: 'unexpected errors, redacted, for a report that a person saves' },
  {
    path: 'main/ipc',
    may: [...services, 'main/services.ts', 'main/hosts', 'main/grants', 'main/problems', 'shared'],
    why: 'router and handlers: services on one side, the Host port on the other',
  },
  {
    path: 'main/locking',
    may: ['main/vault', 'main/processes', 'main/hosts', 'shared'],
    why: 'when the vault locks by itself: the Host port on one side, the vault on the other',
  },
  {
    path: 'main/cli',
    may: [...services, 'main/services.ts', 'main/hosts/node', 'main/hosts', 'main/processes', 'shared'],
    why: 'the command line: services, never a host',
  },
  {
    path: 'main/app.ts',
    may: [
      'main/hosts',
      'main/hosts/node',
      'main/ipc',
      'main/problems',
      'main/services.ts',
      'main/processes',
      'main/vault',
      'main/locking',
      'main/reminders',
      'main/trust',
      'main/enrolment',
      'shared',
    ],
    why: 'boot order that both hosts share',
  },
  {
    path: 'main/electron.ts',
    may: ['main/electron-window.ts', 'main/electron-cli.ts', 'main/hosts/node'],
    why: 'an entry: which of the two it is',
  },
  {
    path: 'main/electron-cli.ts',
    may: ['main/cli', 'main/hosts/electron'],
    why: 'the command line in Electron: boot order only',
  },
  {
    path: 'main/electron-window.ts',
    may: [
      'main/app.ts',
      'main/hosts/electron',
      'main/hosts/node',
      'main/hosts',
      'main/ipc',
      'main/problems',
      'main/services.ts',
      'shared',
    ],
    why: 'the app in Electron: boot order only',
  },
  {
    path: 'main/chromium.ts',
    may: [
      'main/app.ts',
      'main/hosts/chromium',
      'main/hosts/node',
      'main/hosts',
      'main/ipc',
      'main/problems',
      'main/services.ts',
      'shared',
    ],
    why: 'an entry: boot order only',
  },
  {
    path: 'main/cli.ts',
    may: ['main/hosts', 'main/cli', 'main/services.ts', 'main/hosts/node', 'main/processes', 'shared'],
    why: 'an entry: boot order only',
  },
  { path: 'preload', may: ['shared'], why: 'one bridge built from the contract' },
  {
    path: 'renderer/lib',
    may: ['renderer/i18n', 'shared'],
    why: 'the client of the contract and pure helpers of screens',
  },
  { path: 'renderer/state', may: ['renderer/lib', 'renderer/i18n', 'shared'], why: 'mirrors of what main owns' },
  { path: 'renderer/i18n', may: ['renderer/lib', 'shared'], why: 'catalogues' },
  {
    path: 'renderer/ui',
    may: ['renderer/state', 'renderer/lib', 'renderer/i18n', 'shared'],
    why: 'controls that know no feature',
  },
  {
    path: 'renderer/features',
    may: ['renderer/ui', 'renderer/state', 'renderer/lib', 'renderer/i18n', 'shared'],
    why: 'each folder is one feature; of another one only its page, pane, sheet or dialog',
  },
  {
    path: 'renderer/app',
    may: ['renderer/features', 'renderer/ui', 'renderer/state', 'renderer/lib', 'renderer/i18n', 'shared'],
    why: 'shell and routes',
  },
  {
    path: 'renderer',
    shallow: true,
    may: ['renderer/app', 'renderer/ui', 'renderer/state', 'renderer/lib', 'renderer/i18n', 'shared'],
    why: 'the entry of the page',
  },
];

export const separateSubfolders: readonly string[] = ['renderer/features'];

/** Importable by other features: `certificate-pane.tsx`. */
export const featureFaces: readonly string[] = ['page', 'pane', 'sheet', 'dialog'];

/** Must not be imported. */
export const leaves: readonly string[] = ['tests', 'scripts'];

/** No file, process, network, database or OS clock. */
export const pureRooms: readonly string[] = ['main/x509', 'main/formats', 'shared'];
export const pureRoomsForbid =
  '^(node:)?(fs|fs/promises|child_process|net|tls|http|https|http2|dgram|dns|os|vm|worker_threads|cluster|inspector|repl|process|sqlite)(/|$)';

export const pageRooms: readonly string[] = ['renderer', 'preload'];
export const pageRoomsForbid = '^node:';

export const consoleAllowed: readonly string[] = [
  'main/cli',
  'main/cli.ts',
  'main/electron-window.ts',
  'main/chromium.ts',
  'scripts',
  'tests',
];

/** Measure to print or to time a kill, never to judge. */
export const clockAllowed: readonly string[] = [
  'tests/integration/cli/enrol-kill.test.ts',
  'tests/integration/cli/token-protector.test.ts',
  'tests/integration/tokens/piv-module.test.ts',
  'tests/integration/tokens/remote-server.test.ts',
];

export const defaultExportAllowed: readonly string[] = ['*.config.ts', '*.config.mjs'];
