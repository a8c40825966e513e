// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { startCmpServer } from '../../../support/enrolment/cmp-server.ts';
import { anchored, certificatesOf, requestsOf, secretFile } from '../../../support/enrolment/est-cli.ts';
import { certsOnly, startEstImitation } from '../../../support/enrolment/est-imitation.ts';
import { runCli, type CliResult } from '../../../support/cli/run-cli.ts';

/** Whether the server ignores a request such as `GET cacerts`. */
type Silence = (asked: string) => boolean;

/** A server that ignores some requests, and command lines that use it. */
async function silentServer(protocol: 'est' | 'cmp') {
  const vault = await newCliVault();
  const now: { silence: Silence } = { silence: () => false };
  const heard: { resolve: () => void } = { resolve: () => undefined };
  const server = await startEstImitation(vault.folder, (operation, response: ServerResponse, csr, authority) => {
    if (now.silence(`${response.req.method} ${operation}`)) heard.resolve();
    else if (operation === 'cacerts') response.end(certsOnly(authority.certificate));
    else if (operation.startsWith('simple')) response.end(certsOnly(authority.issue(csr, operation)));
    else response.writeHead(404).end();
  });
  const profile = join(vault.folder, 'profile.json');
  writeFileSync(profile, JSON.stringify({ name: 'CA', protocol, url: server.url }));
  const trust = anchored({ anchor: server.authority.certificate });
  const code = protocol === 'cmp' ? ['--reference', '4711', '--code-file', secretFile(vault, 'secret')] : [];
  const enrolling = ['enrol', '--profile', profile, '--subject', 'CN=张三,C=CN', ...trust, ...code];
  return {
    vault,
    enrolling,
    renewing: ['renew', '--profile', profile, ...trust, '--passphrase-file', vault.passphraseFile],
    async interrupted(argv: readonly string[], silence: Silence): Promise<CliResult> {
      now.silence = silence;
      const asked = new Promise<void>((resolve) => (heard.resolve = resolve));
      return await interruptedAt(vault, argv, asked);
    },
  };
}

async function interruptedAt(vault: CliVault, argv: readonly string[], moment: Promise<void>): Promise<CliResult> {
  return await runCli([...argv, '--json', '--vault', join(vault.folder, 'vault')], {
    onStart: (pid) => void moment.then(() => process.kill(pid, 'SIGINT')),
  });
}

const ended = ({ code, json }: CliResult) => [code, json?.error?.code];
const cancelled = [130, 'cancelled'];

describe('Ctrl-C while a server does not answer', () => {
  test.each([
    ['est', 'the preflight', (asked: string) => asked.startsWith('GET cacerts'), 0],
    ['est', 'csrattrs', (asked: string) => asked === 'GET csrattrs', 0],
    ['est', 'the answer', (asked: string) => asked === 'POST simpleenroll', 1],
    ['cmp', 'the preflight', (asked: string) => !asked.startsWith('POST'), 0],
    ['cmp', 'the answer', (asked: string) => asked.startsWith('POST'), 1],
  ] as const)('[E04] [E09] cancels enrol over %s while waiting for %s', async (protocol, _, silence, kept) => {
    const { vault, enrolling, interrupted } = await silentServer(protocol);
    expect(ended(await interrupted(enrolling, silence))).toEqual(cancelled);
    expect(await requestsOf(vault)).toHaveLength(kept);
    expect((await vault.cli('vault', 'verify')).json?.value.keys).toBe(kept);
  });

  test.each([
    ['the preflight', (asked: string) => asked.startsWith('GET cacerts'), 1],
    ['the answer', (asked: string) => asked === 'POST simplereenroll', 2],
  ] as const)('[E04] [E07] cancels renew while waiting for %s', async (_, silence, kept) => {
    const { vault, enrolling, renewing, interrupted } = await silentServer('est');
    const old = String((await vault.cli(...enrolling)).json?.value.certificate);
    expect(ended(await interrupted([...renewing, old], silence))).toEqual(cancelled);
    expect(await requestsOf(vault)).toHaveLength(kept);
  });
});

test('[E09] Ctrl-C while polling a CMP server cancels the wait and keeps the transaction', async () => {
  const [vault, cmp] = [
    await newCliVault(),
    await startCmpServer({ options: ['-poll_count', '2', '-check_after', '10'] }),
  ];
  onTestFinished(async () => cmp.stop());
  const code = ['--reference', cmp.reference, '--code-file', secretFile(vault, cmp.code)];
  const subject = ['--subject', 'CN=Zhang San,C=CN'];
  const waited = (async () => {
    while (cmp.received.length < 2) await setTimeout(50);
    await setTimeout(1000);
  })();
  const argv = ['enrol', '--profile', cmp.profile(), ...subject, ...anchored(cmp), ...code];
  expect(ended(await interruptedAt(vault, argv, waited))).toEqual(cancelled);
  expect({ requests: (await requestsOf(vault)).length, certificates: await certificatesOf(vault) }).toEqual({
    requests: 1,
    certificates: [],
  });
});
