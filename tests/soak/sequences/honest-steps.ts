// SPDX-License-Identifier: Apache-2.0
import { mergeForeignVault } from '../../../main/vault/export/merge-foreign-vault.ts';
import { readForeignVault, type ForeignVault } from '../../../main/vault/export/read-foreign-vault.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import type { VaultOptions } from '../../../main/vault/vault-options.ts';
import type { TestIdentity } from '../../support/openssl/make-identity.ts';
import { confirmNewCode } from '../../support/vault/recovery-groups.ts';
import type { memoryOsStore } from '../../support/vault/memory-os-store.ts';

export interface ExpectedState {
  readonly place: 'absent' | 'in use' | 'deleted';
  readonly note: string | null;
}

export interface World {
  readonly folder: string;
  readonly options: VaultOptions;
  readonly osStore: ReturnType<typeof memoryOsStore>;
  readonly random: () => number;
  readonly identities: readonly TestIdentity[];
  /** In the order of `identities`. */
  states: ExpectedState[];
  /** Never empty. */
  readonly processes: Vault[];
  /** The last one is current, or will be once a change in progress is complete. */
  readonly passphrases: string[];
  readonly codes: string[];
  readonly exportTo: string;
  readForeign(): Promise<ForeignVault>;
  open(): Vault;
  expected(): ExpectedState[];
}

export const stepNames = [
  'open',
  'close',
  'lock',
  'unlock',
  'unlock-os',
  'unlock-code',
  'import',
  'import',
  'delete',
  'delete',
  'restore',
  'purge',
  'purge-all',
  'sweep',
  'note',
  'passphrase',
  'rekey',
  'recovery-code',
  'remove-os-store',
  'add-os-store',
  'merge',
  'export',
] as const;
export type StepName = (typeof stepNames)[number];

/** Errors that legitimate steps may cause. Excludes broken seals, damage and internal errors. */
export const allowedCodes: ReadonlySet<string> = new Set([
  'vault-locked',
  'not-available',
  'vault-busy',
  'vault-exists',
  'protector-exists',
  'not-found',
  'secret-required',
  'rekey-unfinished',
  'recovery-unsaved',
  'draft-expired',
  'wrong-secret',
]);

const origin = { via: 'command-line', fileName: 'a.p12', path: null, downloadedFrom: null } as const;

export async function doStep(world: World, name: StepName, index: number): Promise<void> {
  const { processes, random, identities, passphrases, codes, options } = world;
  const vault = processes[Math.floor(random() * processes.length)];
  const identity = identities[index];
  if (!vault || !identity) throw new Error('no such process or identity');
  const { sha256, certificate, key } = identity;
  const secret = passphrases.at(-1) ?? '';
  const set = (state: Partial<ExpectedState>) => {
    world.states[index] = { ...(world.states[index] ?? { place: 'absent', note: null }), ...state };
  };
  switch (name) {
    case 'open':
      if (processes.length < 3) processes.push(world.open());
      return;
    case 'close':
      if (processes.length > 1) processes.splice(processes.indexOf(vault), 1).forEach((each) => each.close());
      return;
    case 'lock':
      vault.lock();
      return;
    case 'unlock':
      await vault.unlock({ kind: 'passphrase', secret });
      return;
    case 'unlock-os':
      await vault.unlock({ kind: 'os-store' });
      return;
    case 'unlock-code':
      await vault.unlock({ kind: 'recovery-code', secret: codes.at(-1) ?? '' });
      return;
    case 'import':
      await vault.importItems({ certificates: [certificate], keys: [key], origin });
      set({ place: 'in use' });
      return;
    case 'delete':
      await vault.deletion.moveToTrash([sha256]);
      set({ place: 'deleted' });
      return;
    case 'restore':
      await vault.deletion.restore([sha256]);
      set({ place: 'in use' });
      return;
    case 'purge':
      await vault.deletion.purge([sha256]);
      set({ place: 'absent', note: null });
      return;
    case 'purge-all':
      await vault.deletion.purge(null);
      world.states = world.states.map((each) => (each.place === 'deleted' ? { place: 'absent', note: null } : each));
      return;
    case 'sweep':
      await vault.deletion.sweep();
      return;
    case 'note': {
      const note = `note ${random()}`;
      await vault.annotate(sha256, { note });
      set({ note });
      return;
    }
    case 'passphrase':
    case 'rekey': {
      const chosen = `passphrase ${random()}`;
      passphrases.push(chosen);
      await vault.protectorChanges
        .changePassphrase(secret, chosen, { rekey: name === 'rekey' }, {})
        .catch((error: unknown) => {
          passphrases.splice(passphrases.indexOf(chosen), 1);
          throw error;
        });
      return;
    }
    case 'recovery-code': {
      codes.push(await confirmNewCode(vault));
      return;
    }
    case 'remove-os-store':
      await vault.protectorChanges.removeProtector('os-store', secret, {});
      return;
    case 'add-os-store':
      await vault.protectorChanges.addOsStore();
      return;
    case 'merge': {
      const foreign = await world.readForeign();
      await mergeForeignVault(vault, foreign, { fileName: 'foreign', path: '/foreign', at: options.clock() });
      const brought = new Set(foreign.certificates.map((each) => each.fields.sha256));
      world.states = world.states.map((state, at) =>
        brought.has(identities[at]?.sha256 ?? '') ? { ...state, place: 'in use' } : state,
      );
      return;
    }
    case 'export': {
      const { certificates, keys } = await vault.exportTo(world.exportTo, { passphraseGiven: true });
      const exported = await readForeignVault(world.exportTo, { kind: 'passphrase', secret });
      const { unreadable } = exported;
      const whole = exported.certificates.length === certificates && exported.keys.length === keys;
      const lost = unreadable.certificates.length + unreadable.keys.length + unreadable.notes.length;
      if (!whole || lost > 0) throw new Error('the exported file does not hold what was announced');
      return;
    }
  }
}
