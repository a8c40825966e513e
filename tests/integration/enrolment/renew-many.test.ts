// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HandlerParts } from '../../../main/ipc/handler-types.ts';
import { renewalHandlers } from '../../../main/ipc/handlers/enrolment/renewal-handlers.ts';
import type { BatchItem } from '../../../shared/schemas/enrolment/renewal.ts';
import type { PreflightFinding } from '../../../shared/schemas/enrolment/preflight.ts';
import { newCliVault } from '../../support/backup/cli-vault.ts';
import { certsOnly, startEstImitation } from '../../support/enrolment/est-imitation.ts';
import { servicesOf } from '../../support/enrolment/services-of.ts';
import { nextSecond } from '../../support/openssl/next-second.ts';

interface Call {
  readonly seen?: PreflightFinding[];
  readonly signal?: AbortSignal;
  readonly progress?: (fraction: number | null) => void;
}

/** Two certificates of one CA, and the window's call to renew them. */
async function twoOfOneCa({ confirmed = true, unlocked = true } = {}) {
  const vault = await newCliVault();
  const clock = { ahead: 0 };
  const server = await startEstImitation(vault.folder, (operation, answer, csr, authority) => {
    answer.setHeader('Date', new Date(Date.now() + clock.ahead).toUTCString());
    if (operation === 'cacerts') answer.end(certsOnly(authority.certificate));
    else if (operation === 'csrattrs') answer.writeHead(404).end();
    else answer.end(certsOnly(authority.issue(csr, operation)));
  });
  const profile = join(vault.folder, 'profile.json');
  const anchor = readFileSync(server.authority.certificate, 'utf8');
  writeFileSync(profile, JSON.stringify({ name: 'EST', protocol: 'est', url: server.url, anchor }));
  const old: string[] = [];
  for (const subject of ['CN=张三,C=CN', 'CN=李四,C=CN']) {
    const made = await vault.cli('enrol', '--profile', profile, '--subject', subject, '--yes');
    old.push(String(made.json?.value.certificate));
  }
  if (confirmed) {
    await vault.cli('profiles', 'confirm', 'EST', '--host', '127.0.0.1', '--passphrase-file', vault.passphraseFile);
  }
  await nextSecond();
  const services = servicesOf(vault);
  if (unlocked) await (await services.vault.require()).unlock({ kind: 'passphrase', secret: vault.passphrase });
  const { submitMany } = renewalHandlers({ services } as HandlerParts);
  const submit = async ({ seen = [], signal = new AbortController().signal, progress = () => undefined }: Call = {}) =>
    (await submitMany({ certificates: old, seen, passwords: [] }, { signal, progress })).items;
  const together = async () =>
    (await services.vault.require()).activity
      .list(null, 200)
      .entries.filter(({ event }) => event === 'renewed-together')
      .map(({ detail }) => JSON.parse(detail).count);
  return { old, server, clock, submit, together };
}

const outcomes = (items: readonly BatchItem[]) => items.map(({ outcome, code }) => [outcome, code]);

describe('many renewals from the window', () => {
  test('[E11] [E07] a stop after the first skips the second, and a repeated call renews only the second', async () => {
    const { old, server, submit, together } = await twoOfOneCa();
    const stop = new AbortController();
    const first = await submit({
      signal: stop.signal,
      progress: (fraction) => void ((fraction ?? 0) > 0 && stop.abort()),
    });
    expect(outcomes(first)).toEqual([
      ['renewed', null],
      ['not-tried', 'cancelled'],
    ]);
    const renewals = () => server.asked.filter((each) => each.endsWith('/simplereenroll')).length;
    expect(renewals()).toBe(1);
    const again = await submit();
    expect(again).toMatchObject([
      { sha256: old[0], outcome: 'renewed', successor: first[0]?.successor },
      { sha256: old[1], outcome: 'renewed' },
    ]);
    expect(renewals()).toBe(2);
    expect(await together()).toEqual([1, 1]);
  });

  test('[E11] [E10] a clock difference stops all renewals of that CA unsent until it is acknowledged', async () => {
    const { server, clock, submit, together } = await twoOfOneCa();
    const before = server.asked.length;
    clock.ahead = 20 * 60_000;
    const stopped = await submit();
    expect(stopped.map(({ outcome, checks }) => [outcome, checks.map(({ finding }) => finding)])).toEqual([
      ['preflight', ['clock-off', 'server-known']],
      ['preflight', ['clock-off', 'server-known']],
    ]);
    expect(server.asked.slice(before)).toEqual(['GET /.well-known/est/cacerts']);
    expect(await together()).toEqual([]);
    expect(outcomes(await submit({ seen: ['clock-off'] }))).toEqual([
      ['renewed', null],
      ['renewed', null],
    ]);
    expect(await together()).toEqual([2]);
  });

  test('[E11] [E01] the server of a guide whose host is not confirmed is not contacted', async () => {
    const { server, submit } = await twoOfOneCa({ confirmed: false });
    const before = server.asked.length;
    expect(outcomes(await submit())).toEqual([
      ['failed', 'not-confirmed'],
      ['not-tried', 'not-confirmed'],
    ]);
    expect(server.asked.length).toBe(before);
  });

  test('[E11] [K03] a locked vault refuses the whole call before anything is sent', async () => {
    const { server, submit } = await twoOfOneCa({ unlocked: false });
    const before = server.asked.length;
    await expect(submit()).rejects.toMatchObject({ code: 'vault-locked' });
    expect(server.asked.length).toBe(before);
  });
});
