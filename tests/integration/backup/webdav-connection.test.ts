// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { webdavDestination } from '../../../main/backup/destinations/webdav/webdav-destination.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { readWebdavAddress } from '../../../shared/domain/backup/webdav-address.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import { missingApache, startApache, type Apache } from '../../support/webdav/apache.ts';
import { startProxy, type Direction, type Fault, type RecordingProxy } from '../../support/webdav/recording-proxy.ts';
import { makeWebdavSession, session, type WebdavSession } from '../../support/webdav/webdav-session.ts';

const seed = 20_261_125;
const fast = { retry: { attempts: 4, firstDelayMs: 5 }, patience: { connectMs: 20_000, idleMs: 20_000 } };
const name = 'certsteward-backup-20261125-090000.tar';
/** The only error code a broken connection may cause. */
const broken = 'server-unreachable';

describe.skipIf(missingApache !== null)(
  `a connection to Apache’s mod_dav that fails${missingApache === null ? '' : ` (skipped: ${missingApache})`}`,
  () => {
    let apache: Apache;
    let proxy: RecordingProxy;
    let my: WebdavSession;
    /** A real backup, and the bytes that storing it sends in each direction. */
    let backup: Buffer;
    const crossed: Record<Direction, number> = { up: 0, down: 0 };

    const destination = (changed: Partial<Parameters<typeof webdavDestination>[0]> = {}) =>
      webdavDestination({
        address: readWebdavAddress(`http://127.0.0.1:${proxy.port}/dav`, session.user),
        password: session.serverPassword,
        temporaryFolder: join(my.vault, 'transfer'),
        ...fast,
        ...changed,
      });
    const clear = async () => {
      const plain = destination();
      for (const each of apache.names()) await plain.remove(each);
    };
    async function store(content = backup, to = destination()): Promise<string> {
      try {
        await to.store({
          name,
          write: async (handle) => {
            await handle.write(content);
            return 'written';
          },
          rehearse: async (path) => {
            if (!readFileSync(path).equals(content)) throw new AppError('backup-damaged');
            if ((statSync(path).mode & 0o777) !== 0o600) throw new AppError('destination-unwritable');
          },
        });
        return 'stored';
      } catch (error) {
        return error instanceof AppError ? error.code : String(error);
      }
    }
    async function fetch(of = destination()): Promise<Buffer | string> {
      try {
        return await of.withFile(name, async (path) => readFileSync(path));
      } catch (error) {
        return error instanceof AppError ? error.code : String(error);
      }
    }
    const lies = () => readFileSync(join(apache.folder, name));
    const cut = (fault: Partial<Fault> & Pick<Fault, 'at' | 'direction'>) => {
      proxy.forget();
      proxy.setFault({ count: 'once', how: 'end', ...fault });
    };

    beforeAll(async () => {
      apache = await startApache({ user: session.user, password: session.serverPassword });
      proxy = await startProxy(apache.port);
      my = await makeWebdavSession();
      const made = await my.cli([
        'backup',
        'create',
        '--to',
        `webdav:http://127.0.0.1:${apache.port}/dav`,
        ...my.login,
      ]);
      backup = readFileSync(join(apache.folder, made.json?.value.backup.fileName ?? apache.names()[0]));
      await clear();
      if ((await store()) !== 'stored') throw new Error('nothing works');
      for (const direction of ['up', 'down'] as const) crossed[direction] = proxy.recorded(direction).length;
    });
    afterEach(async () => {
      proxy.setFault(null);
      proxy.refuse(0);
      await clear();
      if (existsSync(join(my.vault, 'transfer'))) throw new Error('a temporary file stays');
    });
    afterAll(async () => {
      my?.close();
      await proxy?.stop();
      await apache?.stop();
    });

    test('[B07] [B08] one cut at any of 20 upload and 20 download offsets leaves the whole backup', async () => {
      const random = seededRandom(seed);
      for (const direction of ['up', 'down'] as const) {
        for (let turn = 0; turn < 20; turn += 1) {
          await clear();
          const at = Math.floor(random() * crossed[direction]);
          const how = random() < 0.5 ? 'end' : 'reset';
          cut({ direction, at, how });
          const outcome = await store();
          expect({ outcome, names: apache.names() }, `${direction} ${at} ${how}`).toEqual({
            outcome: 'stored',
            names: [name],
          });
          expect(lies().equals(backup)).toBe(true);
        }
      }
    });

    test('[B07] [B08] repeated cuts end with the right error and no backup, or with a whole one', async () => {
      const random = seededRandom(seed + 1);
      for (let turn = 0; turn < 12; turn += 1) {
        await clear();
        const direction: Direction = turn % 2 === 0 ? 'up' : 'down';
        // Half of the cuts are in a connection's first 200 bytes, the others at any offset up to the backup's size.
        const at = 1 + Math.floor(random() * (turn % 4 < 2 ? 200 : backup.length));
        cut({ direction, at, count: 'each', how: random() < 0.5 ? 'end' : 'reset' });
        const outcome = await store();
        proxy.setFault(null);
        // A download resumes where it broke, so a few attempts may be enough.
        const maySucceed = direction === 'down' && at > backup.length / 5;
        const succeeded = maySucceed && outcome === 'stored';
        expect(outcome, `${direction} ${at}`).toEqual(succeeded ? 'stored' : broken);
        expect(apache.names().includes(name), `${direction} ${at}`).toEqual(succeeded);
        if (succeeded) expect(lies().equals(backup)).toBe(true);
      }
    });

    test('[B07] a lost answer to MOVE leaves one backup under its name', async () => {
      proxy.forget();
      expect(await store()).toBe('stored');
      const move = proxy.connections().findIndex(({ up }) => up.toString('latin1').startsWith('MOVE '));
      const before = proxy
        .connections()
        .slice(0, move)
        .reduce((sum, { down }) => sum + down.length, 0);
      await clear();
      cut({ direction: 'down', at: before + 10 });
      expect(await store()).toBe('stored');
      const asked = proxy.connections().map(({ up }) => up.toString('latin1').split(' ', 1)[0]);
      expect(asked.filter((method) => method === 'MOVE')).toHaveLength(2);
      expect({ names: apache.names(), isWhole: lies().equals(backup) }).toEqual({ names: [name], isWhole: true });
    });

    test('[B07] a cut download resumes where it broke', async () => {
      const large = randomBytes(3_000_000);
      writeFileSync(join(apache.folder, name), large);
      cut({ direction: 'down', at: 1_000_000 });
      const got = await fetch();
      expect(Buffer.isBuffer(got) && got.equals(large)).toBe(true);
      const [first, second, ...more] = proxy.connections();
      expect(more).toEqual([]);
      expect(first?.up.toString('latin1')).not.toMatch(/^range:/im);
      const from = Number(/^range: bytes=(\d+)-\r$/im.exec(second?.up.toString('latin1') ?? '')?.[1]);
      expect(from).toBeGreaterThan(500_000);
      expect(second?.down.toString('latin1', 0, 12)).toBe('HTTP/1.1 206');
      // The second response has only the rest.
      expect(second?.down.length).toBeLessThan(large.length - from + 2_000);
    });

    test('[B07] a file that changed during the download is read again from the start', async () => {
      const [old, fresh] = [randomBytes(2_000_000), randomBytes(2_000_000)];
      writeFileSync(join(apache.folder, name), old);
      cut({ direction: 'down', at: 900_000 });
      proxy.onFault(() => writeFileSync(join(apache.folder, name), fresh));
      const got = await fetch();
      proxy.onFault(() => undefined);
      expect(Buffer.isBuffer(got) && createHash('sha256').update(got).digest('hex')).toBe(
        createHash('sha256').update(fresh).digest('hex'),
      );
    });

    test('[B07] a server that stalls is asked again after a timeout', async () => {
      const impatient = { ...fast.patience, idleMs: 1_500 };
      cut({ direction: 'up', at: Math.floor(crossed.up / 2), how: 'stall' });
      expect(await store(backup, destination({ patience: impatient }))).toBe('stored');
      cut({ direction: 'up', at: 1, count: 'each', how: 'stall' });
      const twice = { attempts: 2, firstDelayMs: 5 };
      expect(await fetch(destination({ patience: impatient, retry: twice }))).toBe(broken);
      expect(proxy.connections()).toHaveLength(2);
    });

    test('[B07] a 503 is retried up to a limit, and a name already taken keeps its backup', async () => {
      proxy.refuse(3);
      expect(await store()).toBe('stored');
      proxy.refuse(4);
      proxy.forget();
      expect(await fetch()).toBe('server-failed');
      expect(proxy.connections()).toHaveLength(4);
      proxy.forget();
      const other = randomBytes(20_000);
      expect(await store(other)).toBe('server-conflict');
      expect(proxy.connections().filter(({ up }) => up.toString('latin1').startsWith('MOVE '))).toHaveLength(1);
      expect({ names: apache.names(), isWhole: lies().equals(backup) }).toEqual({ names: [name], isWhole: true });
    });

    test('[B07] an upload altered on the server fails verification and is removed', async () => {
      const listener = () => {
        const [temporary] = readdirSync(apache.folder).filter((each) => each.endsWith('.tmp'));
        if (temporary !== undefined) writeFileSync(join(apache.folder, temporary), randomBytes(backup.length));
      };
      // Cut at the end of the response before the GET: the uploaded file is altered before it is read back.
      proxy.forget();
      await store();
      const get = proxy.connections().findIndex(({ up }) => up.toString('latin1').startsWith('GET '));
      const before = proxy
        .connections()
        .slice(0, get)
        .reduce((sum, { down }) => sum + down.length, 0);
      await clear();
      cut({ direction: 'down', at: before });
      proxy.onFault(listener);
      const outcome = await store();
      proxy.onFault(() => undefined);
      expect({ outcome, names: apache.names() }).toEqual({ outcome: 'verification-failed', names: [] });
    });
  },
);
