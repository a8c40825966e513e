// SPDX-License-Identifier: Apache-2.0
import { onTestFinished, describe, expect, test } from 'vitest';
import { pemBlock } from '../../../main/formats/writers/write-pem.ts';
import { createParseClient } from '../../../main/parser/parse-client.ts';
import type { ChildChannel } from '../../../main/children/process-port.ts';
import { slowKey } from '../../support/formats/slow-key.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { encodeCertificate } from '../x509/certificates.ts';

const bomb = slowKey(19_000_000);
const pem = pemBlock('CERTIFICATE', encodeCertificate({}));

function watchedClient() {
  const count = { alive: 0, most: 0 };
  const gone = Promise.withResolvers<void>();
  const client = createParseClient((entry): ChildChannel => {
    const child = startNodeChild(entry);
    count.alive += 1;
    count.most = Math.max(count.most, count.alive);
    child.onExit(() => {
      count.alive -= 1;
      gone.resolve();
    });
    return child;
  });
  onTestFinished(() => client.close());
  return { client, count, gone: gone.promise };
}

describe('files with slow key derivation', () => {
  test('[F07] [X07] a PEM file sent after six of them is read first, with two children', async () => {
    const { client, count } = watchedClient();
    const settled: string[] = [];
    const { signal, abort } = controlled();
    const bombs = Array.from({ length: 6 }, async (_, index) =>
      client
        .run('inspect', { bytes: bomb, password: 'x' }, signal)
        .then(
          ({ diagnosis }) => diagnosis.code,
          (error: { code: string }) => error.code,
        )
        .finally(() => settled.push(`bomb ${index}`)),
    );
    const found = await client.run('inspect', { bytes: pem, password: null });
    expect(found.diagnosis).toEqual({ code: 'opened' });
    expect(settled).toEqual([]);
    abort();
    expect(await Promise.all(bombs)).toEqual(Array.from({ length: 6 }, () => 'cancelled'));
    expect(count.most).toBe(2);
  });

  test('[F07] cancelling ends a waiting file, and kills the child of a file in progress', async () => {
    const { client, gone } = watchedClient();
    const [first, second] = [controlled(), controlled()];
    const run = async (signal: AbortSignal) => client.run('inspect', { bytes: bomb, password: 'x' }, signal);
    const deriving = run(first.signal);
    const waiting = run(second.signal);
    // The quick child reads this file last, when it has given up on both others.
    await client.run('inspect', { bytes: pem, password: null });
    second.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    first.abort();
    await expect(deriving).rejects.toMatchObject({ code: 'cancelled' });
    await gone;
    expect(client.restarts).toBe(1);
  });

  test('[F01] [F07] a slow but valid file is read to its end', async () => {
    const { client, count } = watchedClient();
    const { diagnosis } = await client.run('inspect', { bytes: slowKey(3_000_000), password: 'x' });
    expect({ diagnosis: diagnosis.code, mostAtOnce: count.most }).toEqual({
      diagnosis: 'wrong-password',
      mostAtOnce: 2,
    });
  });
});

function controlled() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
