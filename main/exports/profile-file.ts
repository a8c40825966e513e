// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { CaProfile } from '../../shared/schemas/enrolment/ca-profile.ts';
import type { OutputFile } from '../destinations/output-file.ts';
import { writeVerifiedFile } from '../destinations/write-verified-file.ts';

export async function writeProfileFile(output: OutputFile, profile: CaProfile): Promise<void> {
  const bytes = Buffer.from(`${JSON.stringify(profile, null, 2)}\n`, 'utf8');
  await writeVerifiedFile(output, bytes, async (readBack) => {
    if (!bytes.equals(readBack)) throw new AppError('verification-failed');
  });
}
