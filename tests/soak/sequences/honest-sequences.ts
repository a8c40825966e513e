// SPDX-License-Identifier: Apache-2.0
/** Random legitimate steps and simulated kills. The vault must lose nothing and raise no false alarm. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { readForeignVault } from '../../../main/vault/export/read-foreign-vault.ts';
import { createVault, openVault } from '../../../main/vault/open-vault.ts';
import { makeIdentity, type TestIdentity } from '../../support/openssl/make-identity.ts';
import { memoryOsStore } from '../../support/vault/memory-os-store.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import { testVaultOptions } from '../../support/vault/vault-test-options.ts';
import { judgeHonestVault, type LeftBehind } from './judge-honest-vault.ts';
import { allowedCodes, doStep, stepNames, type StepName, type World } from './honest-steps.ts';

export interface SequenceReport {
  steps: number;
  /** Checked copies of the files as a kill would have left them. */
  kills: number;
  /** Refused steps by error code. */
  refused: Record<string, number>;
  /** Each with the preceding steps. */
  readonly faults: string[];
}

export interface SequenceOptions {
  readonly seed: number;
  readonly steps: number;
  /** For the vaults. Must exist. */
  readonly folder: string;
}

const foreignPassphrase = 'their passphrase 别人的';
const origin = { via: 'command-line', fileName: 'b.p12', path: null, downloadedFrom: null } as const;

export async function runHonestSequence({ seed, steps, folder }: SequenceOptions): Promise<SequenceReport> {
  const random = seededRandom(seed);
  const report: SequenceReport = { steps: 0, kills: 0, refused: {}, faults: [] };
  const world = await newWorld(folder, random);
  const history: string[] = [];
  const fault = (text: string) => report.faults.push(`seed ${seed}: ${text}\n  after ${history.join(', ')}`);
  const attempt = async (name: StepName, identity: number) => {
    try {
      await doStep(world, name, identity);
    } catch (error) {
      const code = error instanceof AppError ? error.code : String(error);
      report.refused[code] = (report.refused[code] ?? 0) + 1;
      if (!allowedCodes.has(code)) fault(`${name} failed with ${code}`);
    }
  };
  for (let step = 0; step < steps && report.faults.length === 0; step += 1) {
    const [first, second] = [Math.floor(random() * 5), Math.floor(random() * 5)];
    const name = pick(stepNames, random);
    // Sometimes two at once, on different certificates, so that their order doesn't matter.
    const other = random() < 0.4 && first !== second && name !== 'purge-all' ? pick(stepNames, random) : null;
    const before = world.expected();
    history.push(`${name} ${first}${other === null ? '' : ` | ${other} ${second}`}`);
    const killed = random() < 0.5 ? copyAfter(world, join(folder, 'killed'), random() * 40) : null;
    const both = [attempt(name, first)];
    if (other !== null && canRunBeside(name, other)) both.push(attempt(other, second));
    await Promise.all(both);
    const left = await killed;
    if (left !== null) {
      report.kills += 1;
      const found = await judgeHonestVault(left, world, [before, world.expected()]);
      for (const each of found) fault(`killed: ${each}`);
    }
    const now = await copyAfter(world, join(folder, 'looked-at'), 0);
    for (const found of await judgeHonestVault(now, world, [world.expected()])) fault(found);
    report.steps += 1;
  }
  for (const vault of world.processes) vault.close();
  return report;
}

/** False if the result could depend on the order of the steps. */
function canRunBeside(left: StepName, right: StepName): boolean {
  const alone = ['passphrase', 'rekey', 'recovery-code', 'merge', 'purge-all', 'export', 'remove-os-store'];
  return right !== 'purge-all' && !(alone.includes(left) && alone.includes(right));
}

/** Copies the state that a kill after `milliseconds` would leave, without the WAL index: SQLite rebuilds it. */
async function copyAfter(world: World, to: string, milliseconds: number): Promise<LeftBehind> {
  await delay(milliseconds);
  rmSync(to, { recursive: true, force: true });
  cpSync(world.folder, to, { recursive: true, filter: (path) => !path.endsWith('-shm') });
  return { folder: to, items: new Map(world.osStore.items) };
}

function pick<T>(from: readonly T[], random: () => number): T {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}

async function newWorld(folder: string, random: () => number): Promise<World> {
  const osStore = memoryOsStore();
  let now = Date.parse('2026-11-24T12:00:00Z');
  // Clocks are occasionally set back.
  const clock = () => new Date((now += random() < 0.05 ? -60_000 : 1_000));
  const options = testVaultOptions({ osStore, clock, watchIntervalMs: 5 });
  const identities: TestIdentity[] = [];
  for (let index = 0; index < 5; index += 1) identities.push(await makeIdentity(`CN=${index}`));
  const foreign = join(folder, 'foreign.certsteward-vault');
  const theirs = createVault(join(folder, 'theirs'), options);
  await theirs.initialiseProtectors({ passphrase: foreignPassphrase, useOsStore: false, recoveryCode: 'later' });
  for (const { certificate, key } of identities.slice(0, 2)) {
    await theirs.importItems({ certificates: [certificate], keys: [key], origin });
  }
  await theirs.exportTo(foreign, { passphraseGiven: true });
  theirs.close();
  const vault = createVault(join(folder, 'ours'), options);
  const passphrase = 'passphrase 0';
  const made = await vault.initialiseProtectors({ passphrase, useOsStore: true, recoveryCode: 'create-now' });
  const states = identities.map(() => ({ place: 'absent' as const, note: null }));
  const world: World = {
    folder: vault.folder,
    options,
    osStore,
    random,
    identities,
    states,
    processes: [vault],
    passphrases: [passphrase],
    codes: [made.recoveryCode ?? ''],
    exportTo: join(folder, 'exported.certsteward-vault'),
    readForeign: async () => await readForeignVault(foreign, { kind: 'passphrase', secret: foreignPassphrase }),
    open: () => openVault(vault.folder, options),
    expected: () => world.states.map((state) => ({ ...state })),
  };
  return world;
}
