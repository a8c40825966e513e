// SPDX-License-Identifier: Apache-2.0
import type { HandlerParts, Handlers } from '../handler-types.ts';
import { writeTo } from '../places.ts';

export function vaultHandlers({
  services: { vault, vaultAcceptance, vaultFiles, imports, tokens },
  places,
}: HandlerParts) {
  const changes = async () => (await vault.require()).protectorChanges;
  return {
    status: vault.status,
    acceptance: vaultAcceptance.review,
    accept: async ({ digest }) => {
      await vaultAcceptance.accept(digest);
      return vault.status();
    },
    setPassphrase: async ({ passphrase }, { signal }) => {
      await vault.protectWithPassphrase(passphrase, signal);
      return vault.status();
    },
    unlock: async ({ kind, secret }, { signal }) => {
      await (await vault.require()).unlock({ kind, secret }, signal);
      return vault.status();
    },
    lock: async () => {
      (await vault.require()).lock();
      return vault.status();
    },
    createRecoveryCode: async () => {
      const { code, asked } = await (await vault.require()).createRecoveryCode();
      return { code, asked: [...asked] };
    },
    confirmRecoveryCode: async ({ groups }) => {
      await (await vault.require()).confirmRecoveryCode(groups);
      return vault.status();
    },
    changePassphrase: async ({ current, next, rekey }, control) => {
      await (await changes()).changePassphrase(current, next, { rekey }, control);
      return vault.status();
    },
    resetPassphrase: async ({ recoveryCode, next, rekey }, control) => {
      await (await changes()).resetPassphrase(recoveryCode, next, { rekey }, control);
      return vault.status();
    },
    removeProtector: async ({ kind, passphrase, tokenId }, control) => {
      await (await changes()).removeProtector(kind, passphrase, control, tokenId ?? undefined);
      return vault.status();
    },
    addOsStore: async () => {
      await (await changes()).addOsStore();
      return vault.status();
    },
    addToken: async (input, run) => {
      const done = await tokens.protectVault(input, run);
      return done.outcome === 'choose' ? done : { ...done, status: await vault.status() };
    },
    unlockWithToken: async (input, run) => {
      await tokens.unlockVault(input, run);
      return vault.status();
    },
    export: async ({ destinationId }) =>
      await writeTo(places, destinationId, 'vault', async (output) => {
        const { bytes } = await vaultFiles.export(output);
        return { displayPath: output.path, bytes };
      }),
    importFile: async ({ draftId, secret }, { signal }) => {
      const merged = await imports.withFile(draftId, async (path, origin) =>
        vaultFiles.import(path, secret, {
          // Imported keys need a protector.
          prepare: async () => {
            await vault.requireOrCreate();
            if (secret !== null) await vault.ensureProtected();
          },
          signal,
          origin: { fileName: origin.fileName ?? '', path: origin.path },
        }),
      );
      imports.discard({ draftId });
      const { added, known, keysAdded, oursKept, anchorsAdded, unreadable } = merged;
      const leftOut = unreadable.certificates.length + unreadable.keys.length + unreadable.notes.length;
      return { added, known, keysAdded, oursKept, anchorsAdded, unreadable: leftOut };
    },
  } satisfies Partial<Handlers['vault']>;
}
