// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { FoundFile } from '../../../shared/schemas/certificates/found-file.ts';
import { ipc } from '../../lib/ipc.ts';
import { useVault } from '../../state/vault/vault-store.ts';

export interface Copies {
  /** The last search. Null unless it was for this certificate. */
  readonly search: 'running' | 'ended' | null;
  readonly files: readonly FoundFile[];
  /** Newest first. */
  readonly backups: CallOutput<'backups.ofCertificate'>['backups'];
}

const maxFiles = 50;

export function useCopies(sha256: string): Copies | null {
  const [copies, setCopies] = useState<Copies | null>(null);
  const revision = useVault((vault) => vault.status?.revision ?? 0);
  useEffect(() => {
    let current = true;
    const ask = async (): Promise<void> => {
      // Ignore failures, because the search and backup pages report them.
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

export function isSurely(file: FoundFile, sha256: string): boolean {
  return file.certificates.some((certificate) => certificate.sha256 === sha256);
}
