// SPDX-License-Identifier: Apache-2.0
import { createProblemLog } from '../../../main/problems/problem-log.ts';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { expect, onTestFailed, onTestFinished, test } from 'vitest';
import type { Host, SettingsStore } from '../../../main/hosts/host.ts';
import { createAppRouter } from '../../../main/ipc/app-router.ts';
import { createOperations } from '../../../main/ipc/operations.ts';
import { createServices } from '../../../main/services.ts';
import { callNames, definitionOf } from '../../../shared/ipc/contract.ts';
import { settingsSchema } from '../../../shared/schemas/settings.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const origin = 'https://app.invalid';
const sender = { knownWindow: true, topFrame: true, origin };

async function startApp() {
  const services = createServices({
    dataFolder: join(temporaryFolder(), 'vault'),
    stateFolder: join(temporaryFolder(), 'state'),
    startChild: startNodeChild,
    unlockAtStart: false,
  });
  onTestFinished(() => services.close());
  const { certificate, sha256 } = await makeIdentity('CN=张三');
  const from = { via: 'file', fileName: 'a.cer', path: null, downloadedFrom: null } as const;
  await (await services.vault.requireOrCreate()).importItems({ certificates: [certificate], keys: [], origin: from });
  const unexpected: string[] = [];
  const settings = { get: () => settingsSchema.parse({}), set: () => undefined } as unknown as SettingsStore;
  const presence = { noteActivity: () => undefined };
  const host = { origin, presence, emit: () => undefined, systemLocale: 'en' } as unknown as Host;
  const router = createAppRouter({
    host,
    services,
    reminderClock: { left: async () => [], seen: async () => undefined },
    settings,
    facts: {
      version: '0',
      tokensUnavailable: null,
      licences: async () => await Promise.resolve([]),
      problems: createProblemLog(() => new Date()),
    },
    operations: createOperations(() => undefined),
    logUnexpected: (call, error) => void unexpected.push(`${call}: ${String(error)}`),
  });
  return {
    services,
    sha256,
    unexpected,
    call: async (call: string, input: unknown) => router({ call, input }, sender),
  };
}

/** Query inputs; each query gets the first that its schema accepts. */
const inputsFor = (sha256: string) => [
  {},
  { sha256 },
  { certificates: [sha256] },
  { sha256, profileId: null },
  { old: sha256, successor: sha256 },
  { about: sha256 },
  { refresh: false },
  { search: '', place: null, finding: null, includeAuthorities: false, offset: 0, limit: 100 },
  { certificates: [sha256], storeIds: [] },
];

/** Queries that need the window's host, absent here. */
const asksHost = new Set<string>(['app.info', 'app.activity', 'webEnrolments.place']);

const queries = callNames.filter((name) => {
  const { kind, interactive } = definitionOf(name);
  return kind === 'query' && !interactive && !asksHost.has(name);
});

const moments: readonly [string, () => Promise<unknown>][] = [
  ['at once', async () => undefined],
  ['a turn later', async () => setImmediate()],
  ['3 ms later', async () => setTimeout(3)],
  ['20 ms later', async () => setTimeout(20)],
];

test.each(moments)(
  '[U05] [K08] queries under way when the window closes, %s, cause no unexpected error',
  async (_, wait) => {
    const { services, sha256, unexpected, call } = await startApp();
    const inputs = inputsFor(sha256);
    const asked = queries.flatMap((name) => {
      const fitting = inputs.find((each) => definitionOf(name).input.safeParse(each).success);
      return fitting === undefined ? [] : [{ name, answer: call(name, fitting) }];
    });
    expect(asked.length).toBeGreaterThan(25);
    await wait();
    services.close();
    const waiting = new Set(asked.map(({ name }) => name));
    onTestFailed(() => console.error('no answer:', ...waiting));
    // A call that never resolves hits the test's timeout.
    await Promise.all(asked.map(async ({ name, answer }) => answer.then(() => waiting.delete(name))));
    expect(unexpected).toEqual([]);
  },
);
