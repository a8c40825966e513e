import { z } from 'zod';
import { protectorKindSchema, vaultStatusSchema } from '../../schemas/vault-status.ts';
import { command } from '../define.ts';

const secret = z.string().max(1024);
const changeErrors = [
  'vault-missing',
  'vault-damaged',
  'wrong-secret',
  'not-available',
  'disk-full',
  'vault-busy',
  'rekey-unfinished',
  'seal-broken',
] as const;

/** Who may open the vault (K04, K05). Every call gives the new status. */
export const protectorCalls = {
  /**
   * `rekey`: the old passphrase may be known to somebody: a new vault identity, every key encrypted anew.
   * Progress steps: `deriving`, `rekeying`.
   */
  'vault.changePassphrase': command({
    input: z.strictObject({ current: secret, next: secret.min(1), rekey: z.boolean() }),
    output: vaultStatusSchema,
    errors: changeErrors,
    long: true,
  }),
  /** A lost passphrase (K05): opens the vault with the recovery code and gives it a passphrase in place of the old. */
  'vault.resetPassphrase': command({
    input: z.strictObject({ recoveryCode: secret, next: secret.min(1), rekey: z.boolean() }),
    output: vaultStatusSchema,
    errors: changeErrors,
    long: true,
  }),
  /**
   * Removes a protector and re-keys. `passphrase`: needed when one stays, since the new identity is wrapped under it.
   */
  'vault.removeProtector': command({
    input: z.strictObject({ kind: protectorKindSchema, passphrase: secret.nullable() }),
    output: vaultStatusSchema,
    errors: [...changeErrors, 'vault-locked', 'secret-required', 'last-protector'],
    long: true,
  }),
  /** Lets the OS secret store open the vault at the start. */
  'vault.addOsStore': command({
    input: z.strictObject({}),
    output: vaultStatusSchema,
    errors: [
      'vault-missing',
      'vault-locked',
      'vault-exists',
      'not-available',
      'disk-full',
      'vault-busy',
      'rekey-unfinished',
    ],
  }),
} as const;
