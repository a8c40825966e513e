// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { keyLockedDiagnoses } from '../../../shared/domain/imports/key-locked-diagnoses.ts';
import type { Watched } from '../../../shared/schemas/certificates/watched.ts';
import type { Services } from '../../services.ts';

export interface WatchedFiles {
  readonly entries: readonly Watched[];
  readonly withKey: readonly string[];
}

/** Imports no keys. Watches a file's CAs only if the file has no other certificates. Opens all files before writing. */
export async function watchFiles(
  services: Services,
  files: readonly string[],
  place: string | null,
): Promise<WatchedFiles> {
  const drafts: string[] = [];
  try {
    for (const file of files) drafts.push(await openDraft(services, file));
    const entries = new Map<string, Watched>();
    const withKey = new Set<string>();
    for (const draftId of drafts) {
      for (const sha256 of await takeCertificates(services, draftId)) {
        const { hasPrivateKey } = await services.certificates.summary(sha256);
        if (hasPrivateKey) {
          withKey.add(sha256);
          continue;
        }
        if (place !== null) await services.certificates.annotate({ sha256, place });
        entries.set(sha256, await services.watched.addCertificate({ sha256 }));
      }
    }
    return { entries: [...entries.values()], withKey: [...withKey] };
  } finally {
    for (const draftId of drafts) services.imports.discard({ draftId });
  }
}

async function openDraft({ imports }: Services, file: string): Promise<string> {
  const draftId = await imports.addFile(file, 'command-line');
  const { report } = await imports.inspect({ draftId, password: null });
  const { code } = report.diagnosis;
  if (report.certificates.length > 0 && (code === 'opened' || keyLockedDiagnoses.has(code))) return draftId;
  imports.discard({ draftId });
  throw new AppError(code === 'opened' ? 'not-a-certificate-file' : code, { file });
}

async function takeCertificates({ imports, certificates }: Services, draftId: string): Promise<string[]> {
  const { added, known } = await imports.commit(draftId, { certificatesOnly: true });
  const all = await Promise.all([...added, ...known].map(async (sha256) => certificates.summary(sha256)));
  const leaves = all.filter(({ isCa }) => !isCa);
  return (leaves.length > 0 ? leaves : all).map(({ sha256 }) => sha256);
}
