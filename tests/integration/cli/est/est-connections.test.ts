// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { anchored, estServer, estSubject, login, requestsOf } from '../../../support/enrolment/est-cli.ts';
import { estServerUnavailable } from '../../../support/enrolment/est-server.ts';
import { nextSecond } from '../../../support/openssl/next-second.ts';
import { skipReason } from '../../../support/openssl/openssl.ts';
import { cliBundle } from '../../../support/cli/run-cli.ts';

const cannotTrace = spawnSync('strace', ['-f', '-e', 'trace=connect', 'true']).status === 0 ? null : 'strace';
const missing = [estServerUnavailable(), cannotTrace].filter((each) => each !== null);

/** Runs the CLI and its children under strace to record network calls. */
function traced(vault: CliVault, ...argv: readonly string[]) {
  const log = join(vault.folder, `trace-${crypto.randomUUID().slice(0, 8)}`);
  const calls = 'trace=connect,sendto,sendmsg,sendmmsg,bind,listen';
  const words = ['-f', '-qq', '-e', calls, '-o', log, process.execPath, cliBundle, ...argv];
  const done = spawnSync('strace', [...words, '--json', '--vault', join(vault.folder, 'vault')], {
    env: { PATH: process.env['PATH'], HOME: vault.folder, LANG: 'en_US.UTF-8' },
    encoding: 'utf8',
  });
  const lines = readFileSync(log, 'utf8').split('\n');
  const network = lines.filter((line) => /sa_family=AF_INET/.test(line));
  const contacted = network.map((line) => {
    const [, call, port, address] =
      /(\w+)\(.*sin6?_port=htons\((\d+)\).*inet_(?:addr|pton)\((?:AF_INET6, )?"([^"]+)"/.exec(line) ?? [];
    return `${call} ${address}:${port}`;
  });
  const shown = done.stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { event: string; host: string })
    .filter(({ event }) => event === 'contact')
    .map(({ host }) => host);
  return {
    value: JSON.parse(done.stdout).value,
    contacted,
    shown,
    listened: lines.some((line) => /\blisten\(/.test(line) && !/= -1/.test(line)),
  };
}

describe.skipIf(missing.length > 0)(
  `every connection of the command line, as the kernel saw it${skipReason(missing)}`,
  () => {
    test('[E04] [E07] [X06] goes to the host shown, and a command that shows none makes none', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const server = `connect 127.0.0.1:${new URL(est.url).port}`;
      const opened = ['--passphrase-file', vault.passphraseFile];
      const profile = ['--profile', est.profile(), '--algorithm', 'ec-p256'];
      const waits = traced(vault, 'enrol', ...profile, ...estSubject, ...anchored(est));
      const [{ id }] = await requestsOf(vault);
      const checked = traced(vault, 'pending', 'check', id, ...anchored(est), ...login(vault, est));
      expect(checked.value).toMatchObject({ request: { state: 'done' } });
      await nextSecond();
      const renewed = traced(vault, 'renew', checked.value.certificate, ...profile, ...anchored(est), ...opened);
      expect(renewed.value).toMatchObject({ request: { state: 'done' } });
      const asking = [waits, checked, renewed];
      for (const { contacted, shown, listened } of asking) {
        expect([...new Set(contacted)]).toEqual([server]);
        expect({ shown, listened }).toEqual({ shown: ['127.0.0.1'], listened: false });
      }
      // Neither unconfirmed hosts nor read-only commands cause a connection.
      const quiet = [
        traced(vault, 'enrol', ...profile, ...estSubject, '--anchor', est.anchor),
        traced(vault, 'pending'),
        traced(vault, 'list'),
        traced(vault, 'check'),
        traced(vault, 'show', checked.value.certificate),
      ];
      expect(quiet.flatMap(({ contacted, shown }) => [...contacted, ...shown])).toEqual([]);
      console.info(
        `connections: ${asking.map(({ contacted }) => contacted.length).join(', ')}, all to ${server}; 0 of ${quiet.length} others`,
      );
    });
  },
);
