// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { answerOf, attacks, listen, type Listener, type Targets, type Wanted } from '../support/checks/attacks.ts';
import { expect, test } from '../support/fixtures.ts';
import { call, importByCalls, importProfile, value } from '../support/apps/in-page.ts';
import { inPageTask } from '../support/apps/page-task.ts';
import { shareApp } from '../support/apps/shared-app.ts';

const passphrase = 'taken-over 主密码 1';
let listener: Listener | undefined;
const shared = shareApp('en', {}, 'data', () => [listener?.processId ?? 0]);
let facts: Omit<Targets, 'page' | 'choose'>;

/** Names a path in a call, as a page alone might try. No such call exists. */
const byItself = async ({ what, path: file }: Wanted) => {
  const { page } = shared.app;
  if (what === 'module') return await answerOf(page, 'tokens.typeModule', { path: file });
  if (what === 'folder') return await answerOf(page, 'exports.typeFolder', { path: file });
  return await answerOf(page, 'exports.typeDestination', { path: file, overwrite: true });
};

/** The person chooses the path outside the page. */
const byThePerson = async ({ what, path: file }: Wanted) => {
  const { page, person } = shared.app;
  await person.openFiles([file]);
  await person.choosePlace(file);
  if (what === 'module') return await answerOf(page, 'tokens.chooseModule', {});
  if (what === 'folder') return await answerOf(page, 'exports.chooseFolder', { purpose: 'export' });
  if (what === 'list') return await answerOf(page, 'files.chooseDestination', { purpose: 'list-csv' });
  return await answerOf(page, 'exports.chooseDestination', { sha256: facts.certificate, format: 'p12' });
};

const targets = (choose: Targets['choose']): Targets => ({ ...facts, page: shared.app.page, choose });

/** A library that leaves a trace when loaded. */
function makeModule(folder: string, loaded: string): string {
  const source = path.join(folder, 'trace.c');
  const module = path.join(folder, 'trace.so');
  const write = `int f = open("${loaded}", O_CREAT | O_WRONLY, 0600); if (f >= 0) close(f);`;
  const code = `__attribute__((constructor)) static void t(void) { ${write} }\nlong C_GetFunctionList(void **l) { return 5; }\n`;
  writeFileSync(source, `#include <fcntl.h>\n#include <unistd.h>\n${code}`);
  execFileSync('cc', ['-shared', '-fPIC', '-o', module, source]);
  return module;
}

test.beforeAll(async () => {
  if (test.info().project.name === 'electron') return;
  test.setTimeout(180_000);
  const { folder, app } = shared;
  const started = await listen(path.join(folder, 'connections'));
  listener = started;
  const { page } = app;
  const own = makeIdentityFiles(folder, 'zhang', { subject: '/CN=张三' });
  const root = makeIdentityFiles(folder, 'root', { subject: '/CN=Root of the page' });
  await value(page, 'vault.setPassphrase', { passphrase });
  await importByCalls(page, own.p12, own.password);
  await importByCalls(page, root.certificate, null);
  const { code, asked } = await value(page, 'vault.createRecoveryCode', {});
  const groups = String(code).split('-');
  await value(page, 'vault.confirmRecoveryCode', {
    groups: (asked as number[]).map((number) => groups[number - 1]),
  });
  const address = `https://127.0.0.1:${started.port}`;
  const file = path.join(folder, 'profile.json');
  writeFileSync(file, JSON.stringify({ name: 'Local', protocol: 'est', url: `${address}/.well-known/est` }));
  const { id } = await importProfile(page, file);
  const loaded = path.join(folder, 'loaded');
  facts = {
    folder,
    certificate: own.sha256,
    root: root.sha256,
    module: makeModule(folder, loaded),
    loaded,
    address,
    connections: () => started.count(),
    passphrase,
    profile: { id, host: '127.0.0.1' },
  };
});
test.afterAll(() => listener?.close());
test.beforeEach(({ hostKind }) => test.skip(hostKind === 'electron', 'the confirmation window is the system’s'));

for (const [name, attack] of Object.entries(attacks)) {
  test(`[X11] a compromised page cannot ${name} without the person’s confirmation`, async () => {
    const { person } = shared.app;
    person.answerNext('refuse', 'refuse', 'refuse', 'refuse', 'refuse');
    const before = facts.connections();
    expect(await attack(targets(byItself))).toBe(false);
    expect(facts.connections()).toBe(before);
    person.forget();
  });
}

/** Impossible even with the person's consent. */
const impossible = new Set(['test whether a file exists', 'make a folder']);

test('[X11] each of these actions works once the person confirms it', async () => {
  test.setTimeout(300_000);
  await shared.restart();
  const { page, person } = shared.app;
  await value(page, 'vault.unlock', { kind: 'passphrase', secret: passphrase });
  const reached: string[] = [];
  // Changing the passphrase comes last: the other attacks need the current one.
  const names = Object.keys(attacks).filter((name) => !impossible.has(name) && name !== 'change the passphrase');
  for (const name of [...names, 'change the passphrase']) {
    const asked = person.asked.length;
    if ((await attacks[name]?.(targets(byThePerson))) === true && person.asked.length > asked) reached.push(name);
  }
  expect(reached).toEqual([...names, 'change the passphrase']);
});

test('[X11] a destination chosen for the calendar accepts no other file and works once', async () => {
  const { page, person } = shared.app;
  const file = path.join(shared.folder, 'dates.ics');
  await person.choosePlace(file);
  const { destinationId } = await value(page, 'files.chooseDestination', { purpose: 'calendar' });
  const write = async (name: string, input: object) => {
    const answer = await call(page, name, { destinationId, ...input });
    return answer.ok ? 'ok' : answer.error.code;
  };
  expect(await write('losses.writeSheet', { sha256s: [facts.certificate], profileId: null })).toBe('not-granted');
  expect(await write('vault.export', {})).toBe('not-granted');
  expect(existsSync(file)).toBe(false);
  expect(await write('reminders.writeCalendar', {})).toBe('ok');
  const written = readFileSync(file, 'utf8');
  rmSync(file);
  expect(await write('reminders.writeCalendar', {})).toBe('draft-expired');
  expect(written).toContain('BEGIN:VCALENDAR');
  expect(existsSync(file)).toBe(false);
});

test('[X11] a second call needs its own confirmation, and of two concurrent calls one is refused', async () => {
  const { page, person } = shared.app;
  const asked = person.asked.length;
  await value(page, 'vault.createRecoveryCode', {});
  await value(page, 'vault.createRecoveryCode', {});
  expect(person.asked.length).toBe(asked + 2);
  const both = await Promise.all([
    call(page, 'vault.createRecoveryCode', {}),
    call(page, 'stores.lookAtServer', { url: `${facts.address}/other` }),
  ]);
  expect(both.map((answer) => (answer.ok ? 'ok' : answer.error.code))).toEqual(['ok', 'not-granted']);
  expect(person.asked.length).toBe(asked + 3);
});

test('[X11] the page cannot affect the confirmation window, which has no script and whose closing refuses', async ({
  hostKind,
}) => {
  test.skip(hostKind !== 'chromium', 'a box of the system is no page');
  const { page, person } = shared.app;
  person.answerNext('leave');
  const asked = person.asked.length;
  const answer = call(page, 'vault.createRecoveryCode', {});
  await expect.poll(() => person.asked.length).toBe(asked + 1);
  const window = person.left();
  expect(await window.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
  expect(await window.evaluate(() => document.scripts.length)).toBe(0);
  const before = await window.evaluate(() => [screenX, screenY, innerWidth, innerHeight, document.title].join());
  await inPageTask(page, async () => {
    for (const name of ['confirm', '_blank', 'certsteward']) open('https://confirm.invalid/', name)?.close();
    focus();
    moveTo(0, 0);
    resizeTo(2000, 2000);
    postMessage('allow', '*');
    new BroadcastChannel('confirm').postMessage('allow');
    await document.documentElement.requestFullscreen().catch(() => undefined);
    await fetch('https://confirm.invalid/', { method: 'POST', body: 'answer=allow' }).catch(() => undefined);
  });
  expect(page.context().pages()).toHaveLength(1);
  expect(window.context().pages()).toHaveLength(1);
  expect(await window.evaluate(() => [screenX, screenY, innerWidth, innerHeight, document.title].join())).toBe(before);
  await window.close();
  expect(await answer).toMatchObject({ ok: false, error: { code: 'not-granted' } });
});
