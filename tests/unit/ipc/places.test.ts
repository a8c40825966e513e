// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createDestinationHandles } from '../../../main/destinations/destination-handles.ts';
import { shortestLookMs } from '../../../main/grants/grants.ts';
import { createPlaces } from '../../../main/ipc/places.ts';
import { createServices } from '../../../main/services.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

function placesAnsweredAfter(reading: number, name = 'out.pem') {
  const folder = temporaryFolder();
  const services = createServices({
    dataFolder: join(folder, 'vault'),
    stateFolder: join(folder, 'state'),
    startChild: startNodeChild,
    unlockAtStart: false,
    now: () => new Date('2026-11-28T12:00:00Z'),
  });
  onTestFinished(() => services.close());
  let now = 0;
  const answer = async (path: string) => {
    now += reading;
    return await Promise.resolve({ outcome: 'chosen', path, typed: false } as const);
  };
  const host = {
    saveFile: async () => answer(join(folder, name)),
    openFolder: async () => answer(folder),
    confirm: async () => await Promise.resolve(true),
  };
  return createPlaces(
    host,
    createDestinationHandles(services.destinations),
    () => 'en',
    () => now,
  );
}

const options = { title: '', suggestedPath: '' };

test('[X11] a place chosen within a second of its dialog is ignored', async () => {
  const places = placesAnsweredAfter(shortestLookMs - 1);
  expect(await places.askFile(options, 'vault')).toEqual({ outcome: 'cancelled' });
  expect(await places.askFolder(options, 'export')).toEqual({ outcome: 'cancelled' });
});

test('[X11] a place chosen after a second is accepted', async () => {
  const places = placesAnsweredAfter(shortestLookMs);
  expect(await places.askFile(options, 'vault')).toMatchObject({ outcome: 'chosen' });
  expect(await places.askFolder(options, 'export')).toMatchObject({ outcome: 'chosen' });
});

test('[E08] a text file named like a PDF gets its own extension', async () => {
  const sheet = { title: '', suggestedPath: '/sheet.txt' };
  const named = async (name: string) => await placesAnsweredAfter(shortestLookMs, name).askFile(sheet, 'contact-sheet');
  expect(await named('bank.pdf')).toMatchObject({ displayPath: expect.stringMatching(/bank\.pdf\.txt$/) });
  expect(await named('bank')).toMatchObject({ displayPath: expect.stringMatching(/bank$/) });
});
