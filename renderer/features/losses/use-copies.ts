// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { FoundFile } from '../../../shared/schemas/found-file.ts';
import { ipc } from '../../lib/ipc.ts';
import { useVault } from '../../state/vault/vault-store.ts';

export interface Copies {
  /** Of the last search, if it was for this certificate; null: it was not looked for. */
  readonly search: 'running' | 'ended' | null;
  readonly files: readonly FoundFile[];
  /** Backups that hold its private key, newest first. */
  readonly backups: CallOutput<'backups.ofCertificate'>['backups'];
}

const maxFiles = 50;

/** Where copies of a certificate lie, as far as the last search and the history of backups tell. Null: not answered yet. */
export function useCopies(sha256: string): Copies | null {
  const [copies, setCopies] = useState<Copies | null>(null);
  const revision = useVault((vault) => vault.status?.revision ?? 0);
  useEffect(() => {
    let current = true;
    const ask = async (): Promise<void> => {
      // What cannot be read is as if nothing were known of it: each has its own room that tells why.
      const found = await ipc('discovery.results', {
        states: [],
        withKeysOnly: false,
        offset: 0,
        limit: maxFiles,
      }).catch(() => null);
      const held = await ipc('backups.ofCertificate', { sha256 }).catch(() => null);
      const isOurs = found !== null && found.lookFor === sha256 && found.progress.state !== 'idle';
      const running = found?.progress.state === 'running' || found?.progress.state === 'paused';
      const search = isOurs ? (running ? 'running' : 'ended') : null;
      if (current) setCopies({ search, files: isOurs ? found.rows : [], backups: held?.backups ?? [] });
    };
    void ask();
    return () => {
      current = false;
    };
  }, [sha256, revision]);
  return copies;
}

/** It holds this certificate, as far as it can be read. */
export function isSurely(file: FoundFile, sha256: string): boolean {
  return file.certificates.some((certificate) => certificate.sha256 === sha256);
}
