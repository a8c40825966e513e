// SPDX-License-Identifier: Apache-2.0
import { childEntries } from '../../shared/domain/entries.ts';
/** `from`: regular expression on the specifier. */
export interface PackageRule {
  readonly name: string;
  readonly from: string;
  readonly only: readonly string[];
  readonly why: string;
}

const tests = ['tests/unit', 'tests/renderer', 'tests/integration', 'tests/support', 'tests/e2e'];

export const packageRules: readonly PackageRule[] = [
  {
    name: 'electron',
    from: '^electron(/|$)',
    only: [
      'main/hosts/electron',
      'main/electron-window.ts',
      'main/electron-cli.ts',
      'preload',
      'tests/unit/hosts',
      'tests/e2e',
      'scripts/tour',
    ],
    why: 'importing it outside Electron starts a download; everything else must run in plain Node',
  },
  { name: 'electron-store', from: '^electron-store$', only: ['main/hosts/electron'], why: 'imports electron' },
  {
    name: 'playwright-core, playwright, @playwright/test',
    from: '^(playwright|playwright-core|@playwright/.*|@axe-core/playwright)(/|$)',
    only: [
      'main/hosts/chromium',
      'main/chromium.ts',
      'playwright.config.ts',
      'tests/e2e',
      'tests/conformance',
      'tests/integration/hosts',
      'tests/support/browser-login',
      'scripts/tour',
      'scripts/measure',
    ],
    why: 'a browser is driven by the Chromium host and by end-to-end tests only',
  },
  {
    name: 'pkcs11js',
    from: '^pkcs11js$',
    only: ['main/processes'],
    why: 'a native module runs vendors’ code: a child only',
  },
  {
    name: 'age-encryption',
    from: '^age-encryption$',
    only: ['main/vault/age-files.ts', 'main/vault/age-scrypt.ts', ...tests],
    why: 'a young library (0.3) sits behind one file (DESIGN 16)',
  },
  {
    name: '@napi-rs/keyring',
    from: '^@napi-rs/keyring$',
    only: ['main/vault/protectors', childEntries['os-store'].source, ...tests],
    why: 'one way to the OS secret store in both hosts and the command line (DESIGN 14)',
  },
  {
    name: 'node:sqlite',
    from: '^node:sqlite$',
    only: ['main/vault', 'main/processes/nss', 'main/computer-state', ...tests],
    why: "the vault and this computer's state are our only databases; those of NSS are read in a child",
  },
  {
    name: 'koffi',
    from: '^koffi$',
    only: ['main/processes', ...tests],
    why: 'foreign functions crash a process: a child only (DESIGN 16)',
  },
  {
    name: 'node:child_process',
    from: '^(node:)?child_process$',
    only: [
      'main/hosts',
      'main/processes',
      'main/stores',
      'main/tokens/modules/rpm-packages.ts',
      'main/backup/drives/run-program.ts',
      'main/enrolment/preflight/run-network-tool.ts',
      'main/vault/windows-access.ts',
      'scripts',
      'tests',
    ],
    why: 'starting programs is the business of hosts, processes and store adapters; rpm alone reads its database, and lsblk, blkid and udisksctl know drives, nmcli the network, icacls who may read a vault on Windows',
  },
  {
    name: 'main/enrolment/providers/est',
    from: '(^\\.\\./|/providers/)est/',
    only: ['main/enrolment/providers/est', 'main/enrolment/enrolment-service.ts', ...tests],
    why: 'a protocol is reached through the service; what protocols share is in main/enrolment/providers/server',
  },
  {
    name: 'main/enrolment/providers/cmp',
    from: '(^\\.\\./|/providers/)cmp/',
    only: ['main/enrolment/providers/cmp', 'main/enrolment/enrolment-service.ts', ...tests],
    why: 'a protocol is reached through the service; what protocols share is in main/enrolment/providers/server',
  },
  {
    name: 'webdav',
    from: '^webdav(/|$)',
    only: ['main/backup/destinations/webdav'],
    why: 'it follows redirects and parses answers: what may leave, and where to, is decided around it (decision 0011)',
  },
  {
    name: 'React and its companions',
    from: '^(react|react-dom|react-i18next|react-aria-components|zustand|lucide-react|@testing-library/.*)(/|$)',
    only: ['renderer', 'tests'],
    why: 'screens live in the renderer',
  },
];
