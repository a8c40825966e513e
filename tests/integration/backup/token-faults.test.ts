// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, onTestFinished } from 'vitest';
import { namesIn } from '../../support/backup/secret-traces.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { backUp, restoreFromToken } from '../../support/tokens/work/back-up-to-token.ts';
import { backupsWith, type BackupsAtHand, type BackupsWithOptions } from '../../support/tokens/work/backups-with.ts';
import { compilerUnavailable } from '../../support/tokens/modules/broken-modules/compile.ts';
import {
  makeMinimalToken,
  type Fault,
  type FaultMoment,
  type FaultPlace,
  type MinimalTokenOptions,
} from '../../support/tokens/modules/broken-modules/minimal-token.ts';
import { intoVault } from '../../support/tokens/matrix.ts';
import { p11KitRemote } from '../../support/tokens/modules/p11-kit-remote.ts';
import { refusalOf } from '../../support/tokens/work/refusal-of.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const missing = compilerUnavailable();

const outcome = async (work: Promise<unknown>): Promise<string> => work.then(() => 'ok', refusalOf);
const isBackup = (name: string): boolean => name.startsWith('certsteward-backup-');

async function expectNothing(at: BackupsAtHand): Promise<void> {
  expect((await at.names()).filter(isBackup)).toEqual([]);
  expect({ history: await at.backups.history(), scratchFiles: namesIn(at.scratch) }).toEqual({
    history: [],
    scratchFiles: [],
  });
}

describe.skipIf(missing !== null)(
  `[B06] a token that misbehaves during a backup${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    async function personWithToken(
      options: Pick<MinimalTokenOptions, 'data'> & Pick<BackupsWithOptions, 'managed' | 'between'> = {},
    ) {
      const { data, ...others } = options;
      const token = makeMinimalToken({ folder: temporaryFolder(), ...(data !== undefined && { data }) });
      const at = await backupsWith(token, others);
      const { sha256 } = await intoVault(at, await makeIdentity('CN=李四'));
      return { token, at, sha256, wrongPins: async () => (await at.token(token.label)).wrongPins };
    }

    it('a wrong PIN costs one try, and a whole backup sends the right one once', async () => {
      const { token, at, wrongPins } = await personWithToken();
      expect(await outcome(backUp(at, { kind: 'all' }, { pin: '999999' }))).toBe('wrong-pin CKR_PIN_INCORRECT');
      expect({ attempts: token.attempts(), wrongPins: await wrongPins() }).toEqual({ attempts: 1, wrongPins: 1 });
      const { row } = await backUp(at);
      expect({ attempts: token.attempts(), wrongPins: await wrongPins() }).toEqual({ attempts: 2, wrongPins: 0 });
      expect(await at.names()).toEqual([row.fileName]);
    });

    it('a token that is not managed gets no data and no PIN', async () => {
      const { token, at } = await personWithToken({ managed: false });
      expect(await outcome(backUp(at))).toBe('token-not-managed');
      expect(token.attempts()).toBe(0);
      await expectNothing(at);
    });

    it('a token that stores only a part is reported as too small, with the size', async () => {
      const { token, at } = await personWithToken();
      token.trip('C_CreateObject', 'before', 0);
      token.thenTrip('C_CreateObject', 'before', 0x31);
      await expect(backUp(at)).rejects.toMatchObject({
        code: 'token-too-small',
        details: { rv: 'CKR_DEVICE_MEMORY', bytes: expect.any(Number) },
      });
      expect(token.armed()).toBe(false);
      await expectNothing(at);
    });

    it('a token that reports too little free space is not written to', async () => {
      let writes = 0;
      const { at } = await personWithToken({
        between: (data) => ({
          ...data,
          freeBytes: 4000,
          write: async (name, value) => {
            writes += 1;
            await data.write(name, value);
          },
        }),
      });
      const details = { free: 4000, bytes: expect.any(Number) };
      await expect(backUp(at)).rejects.toMatchObject({ code: 'token-too-small', details });
      expect(writes).toBe(0);
    });

    it('a backup cancelled after it was written leaves nothing on the token', async () => {
      const cancelling = new AbortController();
      const { at } = await personWithToken({
        between: (data) => ({
          ...data,
          read: async (name) => {
            cancelling.abort();
            return data.read(name);
          },
        }),
      });
      expect(await outcome(backUp(at, { kind: 'all' }, { signal: cancelling.signal }))).toBe('cancelled');
      expect(await at.names()).toEqual([]);
      await expectNothing(at);
    });

    it('object names that could be paths or control sequences are not listed', async () => {
      const { token, at } = await personWithToken();
      const { tokenId } = await at.place();
      const data = await at.tokens.openData({ tokenId, pin: token.pin, confirmedLastTry: false, changes: true });
      for (const name of ['../evil', 'a/b', '', '.hidden', 'red\u001b[31m', 'good.tar'])
        await data.write(name, Buffer.from(name));
      expect(await data.names()).toEqual(['good.tar']);
      await data.remove('good.tar');
      await expect(data.remove('good.tar')).rejects.toMatchObject({ code: 'not-found' });
      await data.close();
    });

    it('a token that keeps data only for a session is reported as unsupported', async () => {
      const { at } = await personWithToken({ data: 'forgetful' });
      expect(await outcome(backUp(at))).toBe('token-data-unsupported');
      await expectNothing(at);
    });

    it('a token that truncates its data fails verification', async () => {
      const { at } = await personWithToken({ data: 2000 });
      expect(await outcome(backUp(at))).toBe('verification-failed');
      expect(await at.names()).toEqual([]);
      await expectNothing(at);
    });

    it('a token that refuses renaming gets the backup twice and keeps one copy', async () => {
      const { token, at, sha256 } = await personWithToken();
      token.trip('C_SetAttributeValue', 'before', 0x10);
      const { row } = await backUp(at);
      expect({ armed: token.armed(), names: await at.names() }).toEqual({ armed: false, names: [row.fileName] });
      const there = await backupsWith(token, { managed: false });
      await restoreFromToken(there, row.fileName);
      expect((await there.vault.require()).getRow(sha256)?.hasPrivateKey).toBe(true);
    });

    it.each<[FaultPlace, number, FaultMoment, Fault | number, string]>([
      ['C_CreateObject', 1, 'before', 0x32, 'token-removed CKR_DEVICE_REMOVED'],
      ['C_CreateObject', 1, 'after', 0x32, 'token-removed CKR_DEVICE_REMOVED'],
      ['C_CreateObject', 1, 'after', 'segv', 'module-stopped'],
      ['C_CreateObject', 0, 'after', 'segv', 'module-stopped'],
      ['C_SetAttributeValue', 0, 'before', 'segv', 'module-stopped'],
      ['C_DestroyObject', 0, 'before', 'segv', 'module-stopped'],
    ])('a failure in %s after %d good calls (%s, %s) leaves no backup', async (at, good, moment, fault, code) => {
      const { token, at: hand } = await personWithToken();
      token.disarm();
      for (let call = 0; call < good; call += 1) token.thenTrip(at, moment, 0);
      token.thenTrip(at, moment, fault);
      expect(await outcome(backUp(hand))).toBe(code);
      expect(token.armed()).toBe(false);
      await expectNothing(hand);
      // Leftovers don't block the next backup.
      const { row } = await backUp(hand);
      expect((await hand.names()).filter(isBackup)).toEqual([row.fileName]);
    });

    it('a module that crashes while naming the backup leaves it whole under that name', async () => {
      const { token, at, sha256 } = await personWithToken();
      token.trip('C_SetAttributeValue', 'after', 'segv');
      expect(await outcome(backUp(at))).toBe('module-stopped');
      const [name = '', ...more] = await at.names();
      expect({ armed: token.armed(), more, history: await at.backups.history() }).toEqual({
        armed: false,
        more: [],
        history: [],
      });
      const there = await backupsWith(token, { managed: false });
      await restoreFromToken(there, name);
      expect((await there.vault.require()).getRow(sha256)?.hasPrivateKey).toBe(true);
    });

    it('the next backup removes leftovers older than an hour and keeps younger ones', async () => {
      const { token, at } = await personWithToken();
      const { tokenId } = await at.place();
      const entry = { tokenId, pin: token.pin, confirmedLastTry: false, changes: true };
      const [old, young] = [Date.now() - 61 * 60 * 1000, Date.now() - 10 * 60 * 1000].map(
        (time) => `certsteward-unfinished-${time}-0a1b2c3d`,
      );
      const data = await at.tokens.openData(entry);
      for (const name of [old, young]) await data.write(name ?? '', Buffer.from('rest'));
      await data.close();
      const { row } = await backUp(at);
      expect((await at.names()).toSorted()).toEqual([row.fileName, young]);
    });
  },
);

const noServer = p11KitRemote.available();

it.skipIf(noServer !== null)(
  `[B06] a token lost in the middle of a backup keeps no backup under its name${noServer === null ? '' : ` (skipped: ${noServer})`}`,
  async () => {
    const target = await p11KitRemote.start();
    onTestFinished(async () => target.stop());
    let pull = true;
    const at = await backupsWith(target, {
      between: (data) => ({
        ...data,
        write: async (name, value) => {
          await data.write(name, value);
          if (pull) await target.killServer();
        },
      }),
    });
    await intoVault(at, await makeIdentity('CN=王五'));
    expect(await outcome(backUp(at))).toMatch(/^token-(removed|not-found)/);
    await target.restartServer();
    expect(await at.names()).toEqual([expect.stringMatching(/^certsteward-unfinished-/)]);
    await expectNothing(at);
    pull = false;
    const { row } = await backUp(at);
    expect((await at.names()).filter(isBackup)).toEqual([row.fileName]);
  },
);
