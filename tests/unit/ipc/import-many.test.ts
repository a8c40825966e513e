// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createRouter } from '../../../main/ipc/create-router.ts';
import type { HandlerParts } from '../../../main/ipc/handler-types.ts';
import { importHandlers } from '../../../main/ipc/handlers/certificates/import-handlers.ts';
import { createServices } from '../../../main/services.ts';
import type { Envelope } from '../../../shared/ipc/envelope.ts';
import { stubHandlers } from '../../support/contract/stub-handlers.ts';
import { everythingGranted } from '../../support/contract/everything-granted.ts';
import { makeManyCertificates } from '../../support/vault/many-certificates.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const origin = 'https://app.invalid';
const sender = { knownWindow: true, topFrame: true, origin };
/** Three times a former limit; 3,000 pass as well but take minutes. */
const count = 600;

test('[F04] imports all of 600 files chosen at once', { timeout: 240_000 }, async () => {
  const folder = temporaryFolder();
  const paths = makeManyCertificates(count).certificates.map(({ der }, index) => {
    const file = join(folder, `${index}.cer`);
    writeFileSync(file, der);
    return file;
  });
  const services = createServices({
    dataFolder: join(temporaryFolder(), 'vault'),
    stateFolder: join(temporaryFolder(), 'state'),
    startChild: startNodeChild,
    unlockAtStart: false,
    now: () => new Date('2026-11-24T12:00:00Z'),
  });
  onTestFinished(() => services.close());
  const host = { openFiles: async () => paths };
  const parts = { host, services, language: () => 'en' } as unknown as HandlerParts;
  const router = createRouter({
    handlers: {
      ...stubHandlers({}),
      imports: { ...services.imports, ...importHandlers(parts) },
    },
    origin,
    grants: everythingGranted,
    emit: () => undefined,
    logUnexpected: () => undefined,
  });
  const value = async (call: string, input: unknown) => {
    const answer = (await router({ call, input }, sender)) as Envelope;
    if (!answer.ok) throw new Error(`${call}: ${answer.error.code}`);
    return answer.value as { files: { draftId: string }[]; items: { state: string; added: number }[] };
  };
  const { files } = await value('imports.choose', {});
  expect(files).toHaveLength(count);
  const batch = randomUUID();
  let added = 0;
  for (let at = 0; at < count; at += 64) {
    const draftIds = files.slice(at, at + 64).map(({ draftId }) => draftId);
    const { items } = await value('imports.take', { draftIds, password: null, batch });
    expect(items.filter(({ state }) => state !== 'taken')).toEqual([]);
    added += items.reduce((sum, item) => sum + item.added, 0);
  }
  expect(added).toBe(count);
  expect((await services.vault.status()).certificates).toBe(count);
  const { activity } = await services.vault.require();
  const [entry] = activity.groups(null, 1, null).entries;
  expect(JSON.parse(entry?.detail ?? '')).toMatchObject({ count, keys: 0 });
});
