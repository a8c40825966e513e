// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { call } from '../apps/in-page.ts';

export interface Targets {
  readonly page: Page;
  /** Below the home folder of the spec. */
  readonly folder: string;
  /** SHA-256 of two certificates in the vault: one with its key, and an untrusted root. */
  readonly certificate: string;
  readonly root: string;
  /** A library that creates the file `loaded` when loaded. */
  readonly module: string;
  readonly loaded: string;
  /** `https://127.0.0.1:<port>`, and its number of connections. */
  readonly address: string;
  connections(): number;
  readonly passphrase: string;
  /** Names a path to main, by the page alone or by a person. Null: the call failed. */
  choose(wanted: Wanted): Promise<Answer | null>;
  /** An imported profile with the host of `address`. */
  readonly profile: { readonly id: string; readonly host: string };
}

export type Answer = Record<string, unknown>;
export interface Wanted {
  readonly what: 'module' | 'list' | 'certificate' | 'folder';
  readonly path: string;
}

export async function answerOf(page: Page, name: string, input: object): Promise<Answer | null> {
  const answer = await call(page, name, input);
  return answer.ok ? (answer.value as Answer) : null;
}

const exporting = {
  format: 'p12',
  profile: 'modern',
  includeChain: false,
  password: 'chosen by the page 1',
  allowWeak: true,
};
const list = {
  search: '',
  filter: 'all',
  tag: null,
  month: null,
  expired: 'mixed',
  includeAuthorities: true,
  sort: { by: 'name', descending: false },
  group: 'none',
  language: 'en',
};

/** An id main never issued. */
const unknown = '6f6a2a0e-5f0c-4d2a-8c59-1a1f9f1c5a11';

/** Each attack calls main from the page, and returns whether it succeeded. */
export const attacks: Readonly<Record<string, (targets: Targets) => Promise<boolean>>> = {
  'load any module': async ({ page, module, loaded, choose }) => {
    const answer = await choose({ what: 'module', path: module });
    const ids = { moduleId: createHash('sha256').update(module).digest('hex'), sha256: sha256Of(module) };
    const { moduleId, sha256 } = (answer?.['facts'] ?? ids) as Answer;
    await call(page, 'tokens.allowModule', { moduleId, sha256 });
    return existsSync(loaded);
  },
  'overwrite any file': async ({ page, folder, choose }) => {
    const victim = path.join(folder, 'victim.csv');
    writeFileSync(victim, 'mine');
    const answer = await choose({ what: 'list', path: victim });
    const destinationId = answer?.['destinationId'] ?? unknown;
    await call(page, 'list.write', { destinationId, format: 'csv', query: list });
    return readFileSync(victim, 'utf8') !== 'mine';
  },
  'write a key under a password of its choice': async ({ page, folder, certificate, choose }) => {
    const file = path.join(folder, 'stolen.p12');
    const answer = await choose({ what: 'certificate', path: file });
    const destinationId = answer?.['destinationId'] ?? unknown;
    await call(page, 'exports.write', { ...exporting, sha256: certificate, destinationId });
    return existsSync(file);
  },
  'write many keys under a password of its choice': async ({ page, folder, certificate, choose }) => {
    const into = path.join(folder, 'stolen');
    const answer = await choose({ what: 'folder', path: into });
    const destinationId = answer?.['destinationId'] ?? unknown;
    await call(page, 'exports.writeMany', { ...exporting, certificates: [certificate], destinationId });
    return existsSync(into) && readdirSync(into).length > 0;
  },
  'send all keys to a server of its choice': async ({ page, address, connections }) => {
    const before = connections();
    const place = { kind: 'webdav', password: 'x', remember: false, url: `${address}/dav`, user: 'x' };
    const protection = { kind: 'own', password: 'chosen by the page 1' };
    await call(page, 'backups.create', { scope: { kind: 'all' }, protection, recoveryCode: null, place });
    return connections() > before;
  },
  'make a new recovery code': async ({ page }) => (await answerOf(page, 'vault.createRecoveryCode', {})) !== null,
  'change the passphrase': async ({ page, passphrase }) =>
    (await answerOf(page, 'vault.changePassphrase', {
      current: passphrase,
      next: 'chosen by the page 1',
      rekey: false,
    })) !== null,
  'test whether a file exists': async ({ page, folder }) => {
    const there = path.join(folder, 'there.txt');
    writeFileSync(there, 'x');
    const ways = ['backups.typeFile', 'anchors.typeFile', 'profiles.typeFile', 'webEnrolments.typeFolder'];
    const more = ['discovery.typeFolder', 'tokens.typeModule', 'exports.typeDestination'];
    for (const name of [...ways, ...more]) {
      const ask = async (file: string) =>
        JSON.stringify(await call(page, name, { path: file, ...(name.startsWith('exports') && { overwrite: false }) }));
      const [yes, no] = [await ask(there), await ask(path.join(folder, 'xhere.txt'))];
      if (yes.replaceAll('there.txt', '') !== no.replaceAll('xhere.txt', '')) return true;
    }
    return false;
  },
  'make a folder': async ({ page, folder }) => {
    const made = path.join(folder, 'made by the page');
    await call(page, 'exports.typeFolder', { path: made });
    return existsSync(made);
  },
  'connect to any host': async ({ page, address, connections }) => {
    const before = connections();
    await call(page, 'stores.lookAtServer', { url: address });
    return connections() > before;
  },
  'confirm a profile and contact its host': async ({ page, profile, connections }) => {
    const before = connections();
    const confirmed = await answerOf(page, 'profiles.confirm', { id: profile.id, typedHost: profile.host });
    await call(page, 'preflight.server', { profileId: profile.id, contact: true });
    await call(page, 'servers.look', { profileId: profile.id });
    return confirmed !== null || connections() > before;
  },
  'trust a root of its choice': async ({ page, root }) => {
    await call(page, 'anchors.add', { sha256: root, typed: root.slice(0, 16) });
    const { anchors = [] } = (await answerOf(page, 'anchors.list', {})) ?? {};
    return (anchors as readonly { sha256: string }[]).some(({ sha256 }) => sha256 === root);
  },
  'delete for good': async ({ page, root }) => {
    await call(page, 'deletion.delete', { certificates: [root] });
    await call(page, 'deletion.purge', { certificates: null });
    const { certificates = [] } = (await answerOf(page, 'deletion.list', {})) ?? {};
    const gone = (certificates as readonly unknown[]).length === 0;
    if (!gone) await call(page, 'deletion.restore', { certificates: [root] });
    return gone;
  },
  'remove a way to unlock': async ({ page, passphrase }) =>
    (await answerOf(page, 'vault.removeProtector', { kind: 'recovery-code', passphrase })) !== null,
  'switch on what was never verified': async ({ page }) => {
    await call(page, 'settings.change', { useUnverified: true });
    return (await answerOf(page, 'settings.get', {}))?.['useUnverified'] === true;
  },
};

const script = `
const { appendFileSync } = require('node:fs');
const server = require('node:net').createServer((socket) => {
  appendFileSync(process.argv[1], '.');
  socket.destroy();
});
server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)));
`;

/** Counts connections without replying, in a separate process, because the app's must have no socket. */
export async function listen(countFile: string): Promise<Listener> {
  writeFileSync(countFile, '');
  const child = spawn(process.execPath, ['-e', script, countFile], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    port: Number(line.toString()),
    processId: child.pid ?? 0,
    count: () => readFileSync(countFile).length,
    close: () => void child.kill(),
  };
}

export interface Listener {
  readonly port: number;
  readonly processId: number;
  count(): number;
  close(): void;
}

function sha256Of(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
