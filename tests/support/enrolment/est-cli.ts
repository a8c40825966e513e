// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CliVault } from '../backup/cli-vault.ts';
import { runCli } from '../cli/run-cli.ts';
import { softHsmToken, startSoftHsm } from '../tokens/modules/softhsm.ts';
import { startEstServer, type EstTestServer } from './est-server.ts';

/** Starts Cisco's EST server, which stops when the test ends. */
export async function estServer(...options: readonly string[]): Promise<EstTestServer> {
  const started = await startEstServer(options.length === 0 ? ['-o'] : options);
  onTestFinished(async () => started.stop());
  return started;
}

export function secretFile(vault: CliVault, text: string): string {
  const path = join(vault.folder, `secret-${crypto.randomUUID().slice(0, 8)}`);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

export const estSubject = ['--subject', 'CN=张三,C=CN'];

export function anchored({ anchor }: Pick<EstTestServer, 'anchor'>): string[] {
  return ['--anchor', anchor, '--yes'];
}

export function login(vault: CliVault, { user, password }: EstTestServer): string[] {
  return ['--reference', user, '--code-file', secretFile(vault, password)];
}

export async function enrol(vault: CliVault, est: EstTestServer, ...more: readonly string[]) {
  const who = more.includes('--subject') ? [] : estSubject;
  const profile = more.includes('--profile') ? [] : ['--profile', est.profile()];
  return await vault.cli('enrol', ...profile, ...who, ...anchored(est), ...login(vault, est), ...more);
}

export function refusal({ code, json }: Awaited<ReturnType<CliVault['cli']>>) {
  return [code, json?.error?.code];
}

export async function requestsOf(vault: CliVault) {
  return (await vault.cli('pending')).json?.value.requests;
}

export async function certificatesOf(vault: CliVault) {
  return (await vault.cli('list')).json?.value.certificates;
}

/** Certificates with a private key in the vault. */
export async function ownOf(vault: CliVault) {
  return (await certificatesOf(vault)).filter(({ hasPrivateKey }: { hasPrivateKey: boolean }) => hasPrivateKey);
}

/** The vault's CLI with a user-managed SoftHSM, and the options that name a key on it. */
export async function withSoftHsm(vault: CliVault) {
  const target = await startSoftHsm();
  onTestFinished(async () => target.stop());
  const environment = { ...target.environment, HOME: vault.folder };
  const cli: CliVault['cli'] = async (...argv) =>
    runCli([...argv, '--json', '--vault', join(vault.folder, 'vault')], { environment });
  const module = ['--module', target.modulePath];
  await cli('tokens', 'manage', ...module, '--token', softHsmToken.label, '--on', '--yes');
  const pin = ['--pin-file', secretFile(vault, softHsmToken.pin)];
  return { cli, environment, module, pin, key: ['--key', `token:${softHsmToken.label}`, ...module, ...pin] };
}
